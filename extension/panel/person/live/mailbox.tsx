import { i18n } from '#i18n'
import { KeyValue, KeyValues } from '../../../ui/key-value.tsx'
import { momentInFull } from '../../../ui/time.ts'
import type { Part } from './part.ts'

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings (userPurpose) */
const kinds: Record<string, string> = {
  user: i18n.t('panel.person.live.personsOwn'),
  shared: i18n.t('panel.person.live.shared'),
  room: i18n.t('panel.person.live.room'),
  equipment: i18n.t('panel.person.live.equipment'),
  linked: i18n.t('panel.person.live.linked'),
}
const replies = {
  off: i18n.t('panel.person.live.offWord'),
  on: i18n.t('panel.person.live.onWord'),
  scheduled: i18n.t('panel.person.live.scheduled'),
}

export function Mailbox({ mailbox }: { mailbox: Part<'mailbox'> }) {
  const { kind, automaticReplies, timeZone, language } = mailbox
  const { state, from, until } = automaticReplies
  const known = kind !== null && Object.hasOwn(kinds, kind) ? kinds[kind] : null
  return (
    <KeyValues>
      <KeyValue
        label={i18n.t('panel.person.live.kind')}
        value={known ?? kind}
        blank={i18n.t('panel.person.live.notSaid')}
      />
      <KeyValue label={i18n.t('panel.person.live.outOffice')} value={replies[state]} />
      {state === 'scheduled' && <KeyValue label={i18n.t('panel.person.live.from')} value={momentOf(from)} />}
      {state === 'scheduled' && (
        <KeyValue label={i18n.t('panel.person.live.until')} value={momentOf(until)} />
      )}
      <KeyValue label={i18n.t('panel.person.live.timeZone')} value={timeZone} />
      <KeyValue label={i18n.t('panel.person.live.language')} value={language} />
    </KeyValues>
  )
}

/** The zone's own time, as the mailbox's owner set it; Microsoft names zones in its own way. */
function momentOf(moment: Part<'mailbox'>['automaticReplies']['from']): string | null {
  if (!moment) return null
  const { dateTime, timeZone } = moment
  if (Number.isNaN(Date.parse(dateTime))) return `${dateTime} (${timeZone})`
  return `${momentInFull(dateTime)} (${timeZone})`
}
