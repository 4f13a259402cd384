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
  const off = isChanged ? null : 'Nothing was changed.'
  const wrong =
    changes.breakerShare === noShare ? 'The share of the breaker is no whole number from 1 to 100.' : null
  return (
    <div class="decision-bar">
      <p role="status">{wrong ?? consequence(changes, isSaved)}</p>
      <Button off={off} onClick={onDiscard}>
        Discard
      </Button>
      <Button kind="primary" busy={busy} off={off ?? wrong} onClick={onSave}>
        Save
      </Button>
    </div>
  )
}

/** Another choice of fields or of who is left out is like another rule. */
function consequence({ fields, leaveOut, sync, ...others }: Changes, isSaved: boolean): string {
  const after = [
    sync === 'paused' || sync === 'off'
      ? 'Nothing is planned or written any more, and nobody becomes inactive.'
      : '',
    sync === 'on' ? 'The next sync makes a plan again.' : '',
    fields || leaveOut ? 'The next plan then waits for approval.' : '',
  ].filter((sentence) => sentence !== '')
  if (after.length > 0) return after.join(' ')
  if (Object.keys(others).length > 0) return 'It holds from the next plan on.'
  return isSaved ? 'Saved.' : 'Nothing was changed.'
}
