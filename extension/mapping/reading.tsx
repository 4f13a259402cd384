import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'
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
      <ErrorNotice error={error} what={i18n.t('mapping.organisationsNotRead', { system })} onRetry={onRead} />
    )
  }
  if (state === 'reading') {
    return (
      <section class="standing" aria-label={i18n.t('mapping.stateReading')}>
        <Progress label={i18n.t('mapping.readingOrganisations2', { system })} />
        <p role="status">
          {i18n.t('mapping.readFromWithDomainsTheir', { organisations: soFar(organisations), system })}
        </p>
      </section>
    )
  }
  if (state !== 'failed') return null
  return (
    <Notice
      kind="warning"
      title={i18n.t('mapping.organisationsCouldNotBeRead2', { system })}
      actions={<LinkButton onClick={onRead}>{i18n.t('mapping.tryAgain')}</LinkButton>}
    >
      {[problem?.text, readAt ? i18n.t('mapping.youSeeWhatReadBefore') : null, problem?.next]
        .filter(Boolean)
        .join(' ')}
    </Notice>
  )
}

const soFar = (count: number) => i18n.t('mapping.organisations', count, { count: countText(count) })
