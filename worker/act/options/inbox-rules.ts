import { InboxRule, ruleWords } from '#shared/inbox-rule.ts'
import { parserOf } from '../../sync/parse-item.ts'
import { readAll } from '../../sync/resource.ts'
import { option, wholeSource } from './source.ts'

const parseInboxRule = parserOf(InboxRule, 'messageRule')

/** Rules of the inbox and what they do. Hidden ones, and forwarding of the whole mailbox, Graph does not show. */
export const inboxRules = wholeSource(['MailboxSettings.Read'], async ({ graph, person }) => {
  if (!person) return []
  const rules = await readAll(graph, `/users/${person.id}/mailFolders/inbox/messageRules`, parseInboxRule)
  return rules.map((rule) =>
    option(rule.id, rule.displayName || 'A rule without a name', {
      detail: ruleWords(rule),
      disabled: rule.isReadOnly ? 'It is read-only: Outlook or Exchange keeps it.' : null,
    }),
  )
})
