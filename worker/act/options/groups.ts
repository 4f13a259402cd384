import * as v from 'valibot'
import { membershipRefusal } from '#shared/actions/membership.ts'
import { AppError } from '#shared/errors.ts'
import { readBatch } from '../../graph/batch.ts'
import { ObjectId, parserOf } from '../../sync/parse-item.ts'
import { Group, kindOf } from '../../sync/resources/groups.ts'
import { type Asking, mostOptions, type Option, type OptionReading, option, shown } from './source.ts'

const parse = parserOf(Group, 'group')
const select = Object.keys(Group.entries).join(',')
const Container = parserOf(v.object({ '@odata.type': v.optional(v.string()) }), 'memberOf')

const kinds = {
  microsoft365: 'Microsoft 365 group',
  security: 'Security group',
  mailSecurity: 'Mail-enabled security group',
  distribution: 'Distribution list',
}

function groupOption(group: Group, more: Partial<Option> = {}): Option {
  const licences = (group.assignedLicenses ?? []).length > 0 ? ', gives licences' : ''
  const detail = `${kinds[kindOf(group)]}${licences}`
  return option(group.id, group.displayName ?? '', { detail, disabled: membershipRefusal(group), ...more })
}

/** The group as it is now; null = there is none. */
async function readGroup({ graph }: Asking, value: string): Promise<Group | null> {
  if (!v.is(ObjectId, value)) return null
  const answer = await graph.get(`/groups/${value}?$select=${select}`).catch(noObject)
  return answer === null ? null : parse(answer)
}

function noObject(error: unknown): null {
  if (error instanceof AppError && error.code === 'graph.notFound') return null
  throw error
}

/** Direct membership of one group: https://learn.microsoft.com/graph/api/user-list-memberof */
const membershipPath = (personId: string, groupId: string) => `/users/${personId}/memberOf/${groupId}`

async function isMember({ graph, person }: Asking, groupId: string): Promise<boolean> {
  if (!person) return false
  return (await graph.get(membershipPath(person.id, groupId)).catch(noObject)) !== null
}

/** Groups of the tenant by the beginning of their name; those whose members cannot be changed here say why. */
export const joinableGroups: OptionReading = {
  permissions: ['GroupMember.Read.All', 'User.Read.All'],
  async list({ graph }, search) {
    const starts = `startswith(displayName,'${search.replaceAll("'", "''")}')`
    const filter = search ? `&$filter=${encodeURIComponent(starts)}` : ''
    const page = await graph.page(`/groups?$select=${select}&$top=${mostOptions}${filter}`)
    return shown(
      page.items.map(parse).map((group) => groupOption(group)),
      '',
      page.nextLink !== null,
    )
  },
  async one(asking, value) {
    const group = await readGroup(asking, value)
    if (!group) return null
    const found = groupOption(group)
    if (found.disabled || !(await isMember(asking, group.id))) return found
    return { ...found, disabled: 'The person is in it already.' }
  },
}

const mostAsked = 100
const indirect = 'The person is in it through another group alone.'

/** Groups that the person is in; those that cannot be left here say why. */
export const groupsOfPerson: OptionReading = {
  permissions: ['GroupMember.Read.All', 'User.Read.All'],
  async list(asking, search) {
    const { deps, graph, person } = asking
    if (!person) return { options: [], more: false }
    const page = await graph.page(`/users/${person.id}/transitiveMemberOf?$top=999`)
    const groups = page.items
      .filter((item) => Container(item)['@odata.type'] === '#microsoft.graph.group')
      .map(parse)
    // Only the member's own path tells direct membership to an application that may not read the whole directory.
    const asked = groups.filter((group) => membershipRefusal(group) === null).slice(0, mostAsked)
    const answers = await readBatch(
      deps,
      graph,
      asked.map(({ id }) => membershipPath(person.id, id)),
    )
    const through = new Set(asked.filter((_, at) => isNotFound(answers[at])).map(({ id }) => id))
    const options = groups.map((group) =>
      groupOption(group, through.has(group.id) ? { disabled: indirect } : {}),
    )
    return shown(options, search, page.nextLink !== null)
  },
  async one(asking, value) {
    const group = await readGroup(asking, value)
    if (!group) return null
    const found = groupOption(group)
    if (found.disabled || (await isMember(asking, group.id))) return found
    return { ...found, disabled: 'The person is not in it, or through another group alone.' }
  },
}

function isNotFound(answer: Awaited<ReturnType<typeof readBatch>>[number] | undefined): boolean {
  return answer?.ok === false && answer.error.code === 'graph.notFound'
}
