import { KeyValue, KeyValues } from '../../../ui/key-value.tsx'
import { dateOf, timeOfDay } from '../../../ui/time.ts'
import type { Part } from './part.ts'

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings (userPurpose) */
const kinds: Record<string, string> = {
  user: 'A person’s own',
  shared: 'Shared',
  room: 'Room',
  equipment: 'Equipment',
  linked: 'Linked',
}
const replies = { off: 'Off', on: 'On', scheduled: 'Scheduled' }

export function Mailbox({ mailbox }: { mailbox: Part<'mailbox'> }) {
  const { kind, automaticReplies, timeZone, language } = mailbox
  const { state, from, until } = automaticReplies
  const known = kind !== null && Object.hasOwn(kinds, kind) ? kinds[kind] : null
  return (
    <KeyValues>
      <KeyValue label="Kind" value={known ?? kind} blank="Not said" />
      <KeyValue label="Out of office" value={replies[state]} />
      {state === 'scheduled' && <KeyValue label="From" value={momentOf(from)} />}
      {state === 'scheduled' && <KeyValue label="Until" value={momentOf(until)} />}
      <KeyValue label="Time zone" value={timeZone} />
      <KeyValue label="Language" value={language} />
    </KeyValues>
  )
}

/** The zone's own time, as the mailbox's owner set it; Microsoft names zones in its own way. */
function momentOf(moment: Part<'mailbox'>['automaticReplies']['from']): string | null {
  if (!moment) return null
  const { dateTime, timeZone } = moment
  if (Number.isNaN(Date.parse(dateTime))) return `${dateTime} (${timeZone})`
  return `${dateOf(dateTime)}, ${timeOfDay(dateTime)} (${timeZone})`
}
