import { enter, readExactly, refuseBody } from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { collection } from './call.ts'
import { getMailboxSettings, ownerOf } from './mailbox.ts'
import { GraphRefusal } from './refusal.ts'

const invalid = (message: string) => new GraphRefusal(400, 'ErrorInvalidArgument', message)
const texts = ['internalReplyMessage', 'externalReplyMessage']
const times = ['scheduledStartDateTime', 'scheduledEndDateTime']
const statuses = ['disabled', 'alwaysEnabled', 'scheduled']
const audiences = ['none', 'contactsOnly', 'all']

/** `PATCH /users/{id}/mailboxSettings`: automatic replies alone; texts are kept as HTML documents. */
export function patchMailboxSettings(call: GraphCall): GraphAnswer {
  const { automaticRepliesSetting } = readExactly(call.body, 'mailboxSettings', ['automaticRepliesSetting'])
  const known = ['status', 'externalAudience', ...texts, ...times]
  const setting = readExactly(automaticRepliesSetting, 'automaticRepliesSetting', known)
  if (!statuses.includes(String(setting.status))) throw invalid("Invalid 'status'.")
  if ('externalAudience' in setting && !audiences.includes(String(setting.externalAudience)))
    throw invalid("Invalid 'externalAudience'.")
  const moments = times.map((name) => (name in setting ? readMoment(setting[name]) : null))
  if (setting.status === 'scheduled') {
    const [start, end] = moments
    if (start == null || end == null || start >= end) throw invalid('The end must come after the start.')
  }
  const user = ownerOf(call)
  const documents = texts
    .filter((name) => name in setting)
    .map((name) => [name, `<html>\n<body>\n${String(setting[name])}\n</body>\n</html>\n`])
  const next = { ...user.automaticReplies, ...setting, ...Object.fromEntries(documents) }
  call.tenant.updateUser(user.id, { automaticReplies: next })
  enter(call, 'Update mailbox settings', user.id)
  return getMailboxSettings(call)
}

function readMoment(value: unknown): number {
  const { dateTime, timeZone } = readExactly(value, 'dateTimeTimeZone', ['dateTime', 'timeZone'])
  const time = Date.parse(`${dateTime}Z`)
  if (timeZone !== 'UTC' || Number.isNaN(time)) throw invalid('The embedded Exchange knows UTC alone.')
  return time
}

/** `GET /users/{id}/mailFolders/inbox/messageRules` */
export function listInboxRules(call: GraphCall): GraphAnswer {
  const { id, inboxRules = [] } = ownerOf(call)
  return collection(call, `users('${id}')/mailFolders('inbox')/messageRules`, inboxRules)
}

/** `PATCH /users/{id}/mailFolders/inbox/messageRules/{id}`: switching it on and off alone. */
export function patchInboxRule(call: GraphCall): GraphAnswer {
  const { isEnabled } = readExactly(call.body, 'messageRule', ['isEnabled'])
  if (typeof isEnabled !== 'boolean') throw invalid("Invalid 'isEnabled'.")
  const { user, rules, rule } = ruleOf(call)
  const inboxRules = rules.map((one) => (one === rule ? { ...one, isEnabled } : one))
  call.tenant.updateUser(user.id, { inboxRules })
  enter(call, 'Update inbox rule', user.id, rule.id)
  return { body: { ...rule, isEnabled } }
}

/** `DELETE /users/{id}/mailFolders/inbox/messageRules/{id}` */
export function deleteInboxRule(call: GraphCall): GraphAnswer {
  refuseBody(call, 'Deleting a rule')
  const { user, rules, rule } = ruleOf(call)
  call.tenant.updateUser(user.id, { inboxRules: rules.filter((one) => one !== rule) })
  enter(call, 'Delete inbox rule', user.id, rule.id)
  return { status: 204 }
}

/** A rule that may be changed. */
function ruleOf(call: GraphCall) {
  const [, ruleId = ''] = call.params
  const user = ownerOf(call)
  const rules = user.inboxRules ?? []
  const rule = rules.find(({ id }) => id === ruleId)
  if (!rule)
    throw new GraphRefusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
  if (rule.isReadOnly === true) throw new GraphRefusal(400, 'ErrorInvalidOperation', 'The rule is read-only.')
  return { user, rules, rule }
}
