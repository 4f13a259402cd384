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

  async run({ graph, person, values }) {
    const id = values.rule?.id
    if (!id) throw new AppError('action.values')
    const path = `/users/${person.id}/mailFolders/inbox/messageRules/${encodeURIComponent(id)}`
    // Gone already is as good. Reading rules takes a permission that the operator does not have.
    await sendOnce(
      () => graph.delete(path).catch(ignoreGone),
      async () => null,
    )
    return undefined
  },
})

function ignoreGone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'graph.notFound')) throw error
}
