import * as v from 'valibot'
import { type ActionStep, type GraphPort, laterStep, type Step } from '../actions/define.ts'
import { isMember, membershipRefusal, removeMember } from '../actions/membership.ts'
import { AppError } from '../errors.ts'
import type { Person } from '../person.ts'
import { summary } from './methods.ts'

const Flag = v.nullish(v.boolean())
const Containers = v.object({
  value: v.array(
    v.object({
      '@odata.type': v.optional(v.string()),
      id: v.pipe(v.string(), v.toLowerCase(), v.uuid()),
      displayName: v.nullish(v.string()),
      groupTypes: v.nullish(v.array(v.string())),
      mailEnabled: Flag,
      onPremisesSyncEnabled: Flag,
      isAssignableToRole: Flag,
    }),
  ),
  '@odata.nextLink': v.nullish(v.string()),
})
type Group = v.InferOutput<typeof Containers>['value'][number]

/** Groups that the person is in directly; those whose members Graph cannot change are reported, with the way. */
export function groupsStep(person: Person, isWanted: boolean): ActionStep<unknown> {
  const about = { id: 'groups', title: 'Remove from groups' }
  if (!isWanted) return { ...about, skip: 'Left out.' }
  return {
    ...about,
    async run({ graph }) {
      const { groups, isMore } = await readGroups(graph, person.id)
      const outcomes: Step[] = []
      for (const group of groups) outcomes.push(...(await leave(graph, person.id, group)))
      if (outcomes.length === 0) return { text: 'There are none.' }
      const rows = outcomes.map(({ title, state, text }) => [title, state, text])
      const report = { title: 'Groups', columns: ['Group', 'Outcome', 'Why'], rows }
      const told = summary(outcomes, 'left')
      return isMore
        ? { state: 'failed', text: `${told.text} There are more groups.`, report }
        : { ...told, report }
    },
    async verify({ graph }) {
      const { groups, isMore } = await readGroups(graph, person.id)
      if (isMore) return false
      const open = groups.filter((group) => membershipRefusal(group) === null)
      const members = await Promise.all(open.map(({ id }) => isMember(graph, person.id, id)))
      return !members.includes(true)
    },
  }
}

/** Only this path tells an application's groups that may not read the whole directory; it tells nested ones too. */
async function readGroups(graph: GraphPort, personId: string): Promise<{ groups: Group[]; isMore: boolean }> {
  const answer = v.safeParse(Containers, await graph.get(`/users/${personId}/transitiveMemberOf?$top=999`))
  if (!answer.success) throw new AppError('graph.malformed', { detail: '(memberOf)' })
  const { value, '@odata.nextLink': next } = answer.output
  return { groups: value.filter((one) => one['@odata.type'] === '#microsoft.graph.group'), isMore: !!next }
}

/** Nothing for a group that the person is in through another one alone: it goes with that one. */
async function leave(graph: GraphPort, personId: string, group: Group): Promise<Step[]> {
  const title = group.displayName || group.id
  const refusal = membershipRefusal(group)
  if (refusal) return [{ title, state: 'skipped', text: refusal }]
  let isDirect = false
  const step = await laterStep(title, async () => {
    isDirect = await isMember(graph, personId, group.id)
    if (isDirect) await removeMember(graph, personId, group.id)
  })
  return step.state === 'done' && !isDirect ? [] : [step]
}
