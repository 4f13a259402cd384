import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { choice, moment, text } from '../field.ts'
import { defineAction, type GraphPort, sendOnce } from './define.ts'
import { hasMailbox } from './mailbox.ts'

const states = { alwaysEnabled: 'On', scheduled: 'From one time to another', disabled: 'Off' } as const
const audiences = { all: 'Everybody', contactsOnly: 'Own contacts alone', none: 'Nobody' } as const
const on = ['alwaysEnabled', 'scheduled'] as const

/** https://learn.microsoft.com/graph/api/user-update-mailboxsettings */
export default defineAction({
  id: 'automatic-replies',
  title: 'Set automatic replies',
  icon: 'mailReply',
  role: 'technician',
  permissions: ['MailboxSettings.ReadWrite'],
  area: 'mailbox',
  centre: 'exchange',
  fields: {
    status: choice('Automatic replies', states, 'alwaysEnabled'),
    from: moment('From', { when: { field: 'status', is: 'scheduled' } }),
    until: moment('Until', { when: { field: 'status', is: 'scheduled' } }),
    internal: text('Text for colleagues', {
      maxLength: 8000,
      multiline: true,
      when: { field: 'status', is: on },
    }),
    audience: choice('Who else gets a reply', audiences, 'all', {
      label: 'Who else gets a reply',
      when: { field: 'status', is: on },
    }),
    external: text('Text for the others', {
      maxLength: 8000,
      multiline: true,
      help: 'Empty: the same text.',
      when: { field: 'status', is: on },
    }),
  },
  danger: 'reversible',
  protectsPrivileged: false,
  refusesSelf: false,

  applies: hasMailbox,
  check(_person, { status, from, until, internal }) {
    if (status === 'disabled') return true
    if (internal === '') return 'Type the text for colleagues.'
    if (status === 'alwaysEnabled') return true
    if (from === '' || until === '') return 'Choose when it begins and when it ends.'
    return Date.parse(from) < Date.parse(until) || 'It must end after it begins.'
  },
  confirm({ displayName }, { status, from, until }) {
    if (status === 'disabled') return `Switch off the automatic replies of ${displayName}?`
    const span = status === 'scheduled' ? ` from ${from} until ${until} (UTC)` : ''
    return `Have the mailbox of ${displayName} reply by itself${span}?`
  },
  button: 'Set replies',
  audit({ userPrincipalName }, { status, from, until }) {
    if (status === 'disabled') return `Switched off the automatic replies of ${userPrincipalName}`
    const span = status === 'scheduled' ? ` from ${from} until ${until} (UTC)` : ''
    return `Switched on the automatic replies of ${userPrincipalName}${span}`
  },
  unknownNext: 'Look at the mailbox of the person, then set once more: doing it twice does no harm.',

  async run({ graph, person, values }) {
    const { status, from, until, internal, audience, external } = values
    const texts = {
      internalReplyMessage: asHtml(internal),
      externalReplyMessage: asHtml(external || internal),
      externalAudience: audience,
    }
    const times = {
      scheduledStartDateTime: inUtc(from),
      scheduledEndDateTime: inUtc(until),
    }
    const automaticRepliesSetting = {
      status,
      ...(status === 'disabled' ? {} : texts),
      ...(status === 'scheduled' ? times : {}),
    }
    await sendOnce(
      () => graph.patch(`/users/${person.id}/mailboxSettings`, { automaticRepliesSetting }),
      // Of texts Exchange keeps a form of its own, so that only “off” can be told by reading.
      async () => (status === 'disabled' ? isOff(graph, person.id) : null),
    )
    return undefined
  },
})

const Settings = v.object({ automaticRepliesSetting: v.object({ status: v.string() }) })

async function isOff(graph: GraphPort, personId: string): Promise<boolean> {
  const answer = await graph.get(`/users/${personId}/mailboxSettings?$select=automaticRepliesSetting`)
  const settings = v.safeParse(Settings, answer)
  if (!settings.success) throw new AppError('graph.malformed', { detail: '(mailboxSettings)' })
  return settings.output.automaticRepliesSetting.status === 'disabled'
}

/** https://learn.microsoft.com/graph/api/resources/datetimetimezone */
function inUtc(time: string) {
  return { dateTime: time.replace(/(?:\.\d+)?Z$/, ''), timeZone: 'UTC' }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Replies are HTML: what was typed stays text, line for line. */
function asHtml(typed: string): string {
  return typed.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter).replace(/\r?\n/g, '<br>')
}
