import type { StoredUser } from '../directory/user.ts'
import { type GraphAnswer, type GraphCall, pick } from './call.ts'
import { GraphRefusal } from './refusal.ts'

/** `GET /users/{id}/mailboxSettings/userPurpose`: what kind of mailbox it is. */
export function getUserPurpose(call: GraphCall): GraphAnswer {
  const { id, mailbox } = ownerOf(call)
  return { body: { '@odata.context': contextOf(call, id, '/userPurpose'), value: mailbox } }
}

export function getMailboxSettings(call: GraphCall): GraphAnswer {
  const { id, mailbox, automaticReplies } = ownerOf(call)
  const settings = {
    archiveFolder: null,
    automaticRepliesSetting: {
      status: 'disabled',
      externalAudience: 'all',
      internalReplyMessage: '',
      externalReplyMessage: '',
      ...automaticReplies,
    },
    dateFormat: 'M/d/yyyy',
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    language: { locale: 'en-US', displayName: 'English (United States)' },
    timeFormat: 'h:mm tt',
    timeZone: 'Pacific Standard Time',
    userPurpose: mailbox,
    workingHours: null,
  }
  const shown = pick(call, 'mailboxSettings', settings)
  return { body: { '@odata.context': contextOf(call, id), ...shown } }
}

function contextOf({ root }: GraphCall, id: string, more = ''): string {
  return `${root}/$metadata#users('${id}')/mailboxSettings${more}`
}

/** Exchange answers these, in its own words. */
export function ownerOf({ tenant, params }: GraphCall): StoredUser {
  const [idOrUpn = ''] = params
  const user = tenant.find(idOrUpn)
  if (!user) throw new GraphRefusal(404, 'ErrorInvalidUser', `The requested user '${idOrUpn}' is invalid.`)
  if (user.mailbox !== null) return user
  throw new GraphRefusal(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  )
}
