import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { problemSaid } from '../../error-said.ts'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { timeOfDay } from '../../ui/time.ts'
import { ToCustomers } from './to-customers.tsx'

const pollMilliseconds = 2000

/** When the customers were read, how many there are, and reading them now. */
export function CustomersRead({ partner, isPrimary }: { partner: PartnerState; isPrimary: boolean }) {
  const { reading, state } = partner
  const refresh = useWrite('partner.refresh', ['partner.get', 'partner.customers'])
  return (
    <section class="surface surface-padded part" aria-label={i18n.t('console.partner.customers')}>
      <h2>{i18n.t('console.partner.customers')}</h2>
      <div role="status" class="partner-reading">
        <ReadingState reading={reading} />
        <Counts isReading={reading.running} readAt={reading.finishedAt} />
      </div>
      {reading.problem && !reading.running && (
        <Notice kind="warning" title={i18n.t('console.partner.lastReadingFailed')}>
          {problemSaid(reading.problem)}
        </Notice>
      )}
      {refresh.error && (
        <ErrorNotice error={refresh.error} what={i18n.t('console.partner.readingNotStarted')} />
      )}
      <div class="buttons">
        <ToCustomers isPrimary={isPrimary} />
        <Button
          icon={icons.refresh}
          busy={refresh.isPending}
          off={useReadOff(state, reading)}
          onClick={() => refresh.mutate({})}
        >
          {i18n.t('console.partner.readAgain')}
        </Button>
      </div>
    </section>
  )
}

/** Why reading makes no sense now. */
function useReadOff(state: PartnerState['state'], { running }: PartnerState['reading']): string | null {
  const off = useOff('partner.refresh')
  if (off) return off
  if (state === 'failing') return i18n.t('console.partner.connectFirst')
  return running ? i18n.t('console.partner.beingRead') : null
}

function ReadingState({ reading: { running, startedAt, finishedAt } }: Pick<PartnerState, 'reading'>) {
  if (!running) return <Freshness asOf={finishedAt} what={i18n.t('console.partner.customers')} />
  return (
    <span class="partner-running">
      <Spinner label={i18n.t('console.partner.running')} />
      {startedAt
        ? i18n.t('console.partner.beingReadSince', { time: timeOfDay(startedAt) })
        : i18n.t('console.partner.beingRead')}
    </span>
  )
}

/** It only adds to what is said above: without it the page stands as it is. */
function Counts({ isReading, readAt }: { isReading: boolean; readAt: string | null }) {
  // As the way to the first plans asks for it: one answer for both.
  const everyone = { search: '', show: 'all' } as const
  const { data, refetch } = useRead('partner.customers', everyone, {
    poll: () => isReading && pollMilliseconds,
  })
  // The last poll may have come before the end.
  useEffect(() => {
    if (!isReading) void refetch()
  }, [isReading, refetch])
  if (!data || (!isReading && !readAt)) return null
  const { all, ready, connected } = data.counts
  return (
    <p>
      {i18n.t('console.partner.customersSoFar', all, {
        count: countText(all),
        ready: countText(ready),
        connected: countText(connected),
      })}
    </p>
  )
}
