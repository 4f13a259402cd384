import * as v from 'valibot'
import { type ActionStep, type GraphPort, laterStep, type Step } from '../actions/define.ts'
import { AppError } from '../errors.ts'
import { InboxRule, ruleWords } from '../inbox-rule.ts'
import type { Person } from '../person.ts'
import { summary } from './methods.ts'

const Rules = v.object({ value: v.array(InboxRule) })

/**
 * Rules of the inbox; what they did is reported before they go. Hidden ones and forwarding of the whole mailbox are not
 * in Graph. https://learn.microsoft.com/graph/api/mailfolder-list-messagerules
 */
export function rulesStep(
  { id: personId }: Person,
  how: 'remove' | 'disable' | 'leave',
): ActionStep<unknown> {
  const title = {
    remove: 'Remove inbox rules',
    disable: 'Switch inbox rules off',
    leave: 'Look at inbox rules',
  }
  return {
    ...{ id: 'rules', title: title[how] },
    async run({ graph, reader = graph }) {
      const rules = await readRules(reader, personId)
      if (rules === null) return { text: 'There is no mailbox in Exchange Online.' }
      const outcomes: Step[] = []
      for (const rule of rules) outcomes.push(await settle(graph, personId, rule, how))
      const rows = rules.map((rule, at) => [nameOf(rule), ruleWords(rule), outcomes[at]?.state ?? null])
      const report = { title: 'Inbox rules', columns: ['Rule', 'What it did', 'Outcome'], rows }
      if (rules.length === 0) return { text: 'There are none.', report }
      if (how === 'leave') return { text: `${rules.length} found.`, report }
      return { ...summary(outcomes, how === 'remove' ? 'removed' : 'switched off'), report }
    },
    async verify({ graph, reader = graph }) {
      if (how === 'leave') return true
      const rules = (await readRules(reader, personId)) ?? []
      return rules.every((rule) => rule.isReadOnly || (how === 'disable' && rule.isEnabled === false))
    },
  }
}

const pathOf = (personId: string) => `/users/${personId}/mailFolders/inbox/messageRules`
const nameOf = ({ displayName }: InboxRule) => displayName || 'A rule without a name'

/** Null = there is no mailbox. */
async function readRules(graph: Pick<GraphPort, 'get'>, personId: string): Promise<InboxRule[] | null> {
  try {
    const answer = v.safeParse(Rules, await graph.get(pathOf(personId)))
    if (!answer.success) throw new AppError('graph.malformed', { detail: '(messageRule)' })
    return answer.output.value
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.noMailbox') return null
    throw error
  }
}

/** Rules that Outlook or Exchange keep cannot be changed. */
async function settle(
  graph: GraphPort,
  personId: string,
  rule: InboxRule,
  how: 'remove' | 'disable' | 'leave',
) {
  const title = nameOf(rule)
  const path = `${pathOf(personId)}/${encodeURIComponent(rule.id)}`
  if (how === 'leave') return { title, state: 'skipped' as const, text: null }
  if (rule.isReadOnly) return { title, state: 'failed' as const, text: 'It is read-only.' }
  return laterStep(title, () =>
    how === 'remove' ? gone(graph.delete(path)) : graph.patch(path, { isEnabled: false }),
  )
}

/** One that is gone already is as good. */
async function gone(removal: Promise<void>): Promise<void> {
  try {
    await removal
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'graph.notFound')) throw error
  }
}
