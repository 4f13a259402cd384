import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { problemSaid } from '../../error-said.ts'
import { Notice } from '../../ui/notice.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { Head } from './head.tsx'
import { List } from './list.tsx'
import { Summary } from './summary.tsx'
import { TakeIn } from './take-in.tsx'
import { TakeInTroubles } from './troubles.tsx'
import { useChoice } from './use-choice.ts'
import { useCustomers } from './use-customers.ts'
import type { PartnerRead } from './use-partner.ts'
import { useWork } from './use-work.ts'

/** The customers of a connected partner: how far they are, whom to choose, what is done with those. */
export function Board({ partner, state }: { partner: PartnerRead; state: PartnerState }) {
  const customers = useCustomers()
  const choice = useChoice(customers)
  const summary = useRef<HTMLElement>(null)
  const work = useWork(partner, {
    onTold: ({ jobs }, tenantIds) => {
      customers.jobs.learn(jobs)
      choice.drop(tenantIds)
    },
  })
  const { pages, jobs, tenants, shown } = customers
  const error = pages.error ?? partner.read.error ?? jobs.error ?? tenants.error
  const readAll = () => {
    for (const { refetch } of [pages, partner.read, tenants, jobs]) refetch()
  }
  return (
    <>
      <Head partner={partner} />
      <Troubles partner={partner} state={state} />
      <ReadState
        error={error}
        hasData={shown !== null}
        what={i18n.t('console.customers.couldNotBeRead')}
        reading={i18n.t('console.customers.reading')}
        onRetry={readAll}
      />
      {shown && (
        <>
          <Summary place={summary} customers={customers} />
          <TakeInTroubles
            choice={choice}
            work={work}
            nameOf={(tenantId) => customers.seen.get(tenantId)?.name ?? tenantId}
            onDone={() => summary.current?.focus()}
          />
          <List customers={customers} choice={choice} work={work} isReading={state.reading.running} />
          <TakeIn
            choice={choice}
            work={work}
            off={state.state === 'failing' ? i18n.t('console.customers.off.failing') : null}
            onDone={() => summary.current?.focus()}
          />
        </>
      )}
    </>
  )
}

/** What stands between the partner and its customers. */
function Troubles({ partner, state }: { partner: PartnerRead; state: PartnerState }) {
  const { problem, reading } = state
  return (
    <>
      {problem && (
        <Notice
          kind="danger"
          title={i18n.t('console.customers.accountRefused')}
          actions={<a href={hashOf({ screen: 'partner' })}>{i18n.t('console.customers.connection')}</a>}
        >
          {problemSaid(problem)}
        </Notice>
      )}
      {reading.problem && !reading.running && (
        <Notice kind="warning" title={i18n.t('console.customers.notReadAnew')}>
          {problemSaid(reading.problem)}
        </Notice>
      )}
      {partner.refresh.error && (
        <ErrorNotice
          error={partner.refresh.error}
          what={i18n.t('console.customers.notReadAnew')}
          onRetry={() => partner.refresh.mutate({})}
        />
      )}
    </>
  )
}
