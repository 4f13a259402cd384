import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { actionOf } from '#shared/actions/index.ts'
import { type AuditEntry, actionWords, outcomeLooks, verifiedSaid } from '../../audit/outcome-looks.ts'
import { Icon } from '../../ui/icon.tsx'
import { momentInFull } from '../../ui/time.ts'
import { StepsOf } from './steps-of.tsx'

interface HistoryLineProps {
  entry: AuditEntry
  onResume: (actionId: string, action: string) => void
}
/** One action: what, its outcome, by whom, when; its steps when they are wanted. */
export function HistoryLine({ entry, onResume }: HistoryLineProps) {
  const { icon, tone, word } = outcomeLooks[entry.outcome]
  const [isOpen, setOpen] = useState(false)
  const verified = verifiedSaid(entry)
  return (
    <li class="history-line">
      <Icon of={icon} tone={tone} label={word} />
      <div class="row-text">
        <span class="row-title">
          {actionWords(entry.action)} <span class="quiet">{word}</span>
        </span>
        <bdi class="row-note history-text">{entry.text}</bdi>
        {entry.reason && (
          <bdi class="row-note history-text">{i18n.t('panel.history.reason', { reason: entry.reason })}</bdi>
        )}
        {verified && (
          <bdi class="row-note history-text">{i18n.t('panel.history.verified', { how: verified })}</bdi>
        )}
        <span class="row-note">
          <bdi>{entry.actorName}</bdi> · <time dateTime={entry.at}>{momentInFull(entry.at)}</time>
        </span>
        {actionOf(entry.action)?.steps && entry.outcome !== 'refused' && (
          <button
            type="button"
            class="link"
            aria-expanded={isOpen ? 'true' : 'false'}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? i18n.t('panel.history.hideSteps') : i18n.t('panel.history.showSteps')}
          </button>
        )}
        {isOpen && (
          <StepsOf actionId={entry.actionId} onResume={() => onResume(entry.actionId, entry.action)} />
        )}
      </div>
    </li>
  )
}
