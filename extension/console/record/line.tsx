import { i18n } from '#i18n'
import { type AuditEntry, actionWords, outcomeLooks, verifiedSaid } from '../../audit/outcome-looks.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import { momentInFull } from '../../ui/time.ts'
import { hashOf, type RecordFilter } from '../route.ts'

interface RecordLineProps {
  entry: AuditEntry
  tenantName: string
  filter: RecordFilter
}
/** One row of the record; its names narrow the list. */
export function RecordLine({ entry, tenantName, filter }: RecordLineProps) {
  const { icon, tone, word } = outcomeLooks[entry.outcome]
  const { tenantId, personId, actorId, ticket } = entry
  const to = (changes: RecordFilter) => hashOf({ screen: 'record', filter: { ...filter, ...changes } })
  const verified = verifiedSaid(entry)
  return (
    <li class="record-line">
      <span class="record-state">
        <Icon of={icon} tone={tone} />
        {word}
      </span>
      <div class="row-text">
        <span class="row-title">{actionWords(entry.action)}</span>
        <a class="link record-text" href={to({ tenantId, personId })}>
          <bdi>{entry.text}</bdi>
        </a>
        {verified && <bdi class="quiet">{i18n.t('console.record.verified', { how: verified })}</bdi>}
        {entry.reason && (
          <bdi class="quiet record-text">{i18n.t('console.record.reason', { reason: entry.reason })}</bdi>
        )}
      </div>
      <div class="row-text">
        {actorId ? (
          <a class="link" href={to({ actorId })}>
            <Foreign>{entry.actorName}</Foreign>
          </a>
        ) : (
          <Foreign>{entry.actorName}</Foreign>
        )}
        <Foreign class="quiet">{tenantName}</Foreign>
        {ticket && (
          <a class="link" href={to({ ticket })}>
            <Foreign>{ticket}</Foreign>
          </a>
        )}
      </div>
      <time class="quiet" dateTime={entry.at} title={entry.at}>
        {momentInFull(entry.at)}
      </time>
    </li>
  )
}
