import { isolate } from '../../ui/isolate.ts'
import { Footer } from '../../ui/page.tsx'

interface KeysProps {
  purpose: 'search' | 'choose'
  /** Whom Enter takes. */
  chosen: string | null
  isBusy: boolean
}

/** What the keys do now; and for a choice, how far it reaches. */
export function Keys({ purpose, chosen, isBusy }: KeysProps) {
  const verb = purpose === 'choose' ? 'choose' : 'open'
  return (
    <Footer>
      {purpose === 'choose' && (
        <span class="quiet" role="status">
          {isBusy ? 'Keeping the choice' : 'Your choice holds for this ticket, for everybody.'}
        </span>
      )}
      <span class="keys quiet">
        {chosen && (
          <span class="key-use">
            <kbd>Enter</kbd>
            <span class="one-line">
              {verb} {isolate(chosen)}
            </span>
          </span>
        )}
        <span class="key-use">
          <kbd>Esc</kbd> back
        </span>
      </span>
    </Footer>
  )
}
