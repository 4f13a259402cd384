import { i18n } from '#i18n'
import { Button } from '../../ui/button.tsx'
import { noShare } from './breaker.tsx'
import type { Changes } from './draft.ts'

interface SaveBarProps {
  changes: Changes
  isSaved: boolean
  busy: boolean
  onDiscard: () => void
  onSave: () => void
}
/** What saving does, before the click. */
export function SaveBar({ changes, isSaved, busy, onDiscard, onSave }: SaveBarProps) {
  const isChanged = Object.keys(changes).length > 0
  const off = isChanged ? null : i18n.t('console.settings.nothingChanged')
  const wrong = changes.breakerShare === noShare ? i18n.t('console.settings.shareBreakerNoWholeNumber') : null
  return (
    <div class="decision-bar">
      <p role="status">{wrong ?? consequence(changes, isSaved)}</p>
      <Button off={off} onClick={onDiscard}>
        {i18n.t('console.settings.discard')}
      </Button>
      <Button kind="primary" busy={busy} off={off ?? wrong} onClick={onSave}>
        {i18n.t('console.settings.save')}
      </Button>
    </div>
  )
}

/** Another choice of fields or of who is left out is like another rule. */
function consequence({ fields, leaveOut, sync, ...others }: Changes, isSaved: boolean): string {
  const after = [
    sync === 'paused' || sync === 'off' ? i18n.t('console.settings.nothingPlannedOrWrittenAny') : '',
    sync === 'on' ? i18n.t('console.settings.nextSyncMakesPlanAgain') : '',
    fields || leaveOut ? i18n.t('console.settings.nextPlanThenWaitsFor') : '',
  ].filter((sentence) => sentence !== '')
  if (after.length > 0) return after.join(' ')
  if (Object.keys(others).length > 0) return i18n.t('console.settings.itHoldsFromNextPlan')
  return isSaved ? i18n.t('console.settings.saved') : i18n.t('console.settings.nothingChanged')
}
