import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { pick } from '../field.ts'
import { defineAction, sendOnce } from './define.ts'
import { hasMailbox } from './mailbox.ts'

/** https://learn.microsoft.com/graph/api/messagerule-delete */
export default defineAction({
  id: 'remove-inbox-rule',
  title: 'Remove an inbox rule',
  icon: 'mailRule',
  role: 'technician',
  permissions: ['MailboxSettings.ReadWrite'],
  area: 'mailbox',
  centre: 'exchange',
  fields: {
    rule: pick('Rule', {
      from: 'inboxRules',
      help: 'Hidden rules, and forwarding of the whole mailbox, are to be seen in the Exchange admin centre alone.',
    }),
  },
  danger: 'hardToUndo',
  protectsPrivileged: false,
  refusesSelf: true,

  applies: hasMailbox,
  confirm: ({ displayName }, { rule }) => `Remove the inbox rule ${rule?.name} of ${displayName}?`,
  button: 'Remove rule',
  audit: ({ userPrincipalName }, { rule }) => `Removed the inbox rule ${rule?.name} of ${userPrincipalName}`,
  unknownNext: 'Look at the rules of the person, then remove once more if it is still there.',

  async run({ graph, reader, person, values }) {
    const id = values.rule?.id
    if (!id) throw new AppError('action.values')
    const rules = `/users/${person.id}/mailFolders/inbox/messageRules`
    await sendOnce(
      () => graph.delete(`${rules}/${encodeURIComponent(id)}`).catch(ignoreGone),
      // Reading rules takes a permission that the operator does not have.
      async () => (reader ? isGone(await reader.get(rules), id) : null),
    )
    return undefined
  },
})

const Rules = v.object({ value: v.array(v.object({ id: v.string() })) })

/** null = the answer cannot be read. */
function isGone(answer: unknown, id: string): boolean | null {
  const rules = v.safeParse(Rules, answer)
  return rules.success ? rules.output.value.every((rule) => rule.id !== id) : null
}

/** Gone already is as good. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'graph.notFound')) throw error
}
