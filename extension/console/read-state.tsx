import { i18n } from '#i18n'
import { ErrorNotice } from '../error-notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

interface ReadStateProps {
  /** Anything thrown, or null. */
  error: unknown
  /** Whether there is something on the screen already. */
  hasData: boolean
  /** "The plans could not be read." */
  what: string
  /** "Reading the plans" */
  reading: string
  onRetry: () => void
  rows?: number
}
/** What stands there until the data do, or beside them when they could not be read anew. */
export function ReadState({ error, hasData, what, reading, onRetry, rows = 6 }: ReadStateProps) {
  if (error) {
    const still = hasData ? i18n.t('console.youSeeWhatKnownBefore') : undefined
    return <ErrorNotice error={error} what={what} still={still} onRetry={onRetry} />
  }
  if (hasData) return null
  return (
    <div class="surface surface-padded">
      <Skeleton rows={rows} height={56} label={reading} />
    </div>
  )
}
