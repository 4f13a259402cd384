import type { Output } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

interface ReadingProps {
  answer: Output<'mappings.suggest'>
  system: string
  /** Why reading could not be begun. */
  error: unknown
  onRead: () => void
}

/** How far reading the organisations is, or why it did not come to its end. */
export function Reading({ answer, system, error, onRead }: ReadingProps) {
  const { state, organisations, readAt, problem } = answer
  if (error) {
    return (
      <ErrorNotice error={error} what={`The organisations of ${system} are not read.`} onRetry={onRead} />
    )
  }
  if (state === 'reading') {
    return (
      <section class="standing" aria-label="State of reading">
        <Progress label={`Reading the organisations of ${system}`} />
        <p role="status">
          {soFar(organisations)} read from {system}, with the domains of their contacts. You can close this
          window; the reading goes on.
        </p>
      </section>
    )
  }
  if (state !== 'failed') return null
  return (
    <Notice
      kind="warning"
      title={`The organisations of ${system} could not be read`}
      actions={<LinkButton onClick={onRead}>Try again</LinkButton>}
    >
      {[problem?.text, readAt ? 'You see what was read before.' : null, problem?.next]
        .filter(Boolean)
        .join(' ')}
    </Notice>
  )
}

const soFar = (count: number) => (count === 1 ? '1 organisation' : `${count} organisations`)
