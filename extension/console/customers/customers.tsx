import { i18n } from '#i18n'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'

/** Every customer of the partner, whom of them Sidelight has taken in, and what the others lack. */
export function Customers() {
  const off = useOff('partner.customers')
  const { data, error, refetch } = useRead('partner.get', {}, { enabled: !off })
  return (
    <>
      <PageHead title={i18n.t('console.customers.title')} text={i18n.t('console.customers.whatFor')} />
      {off ? (
        <NotYours why={off}>{i18n.t('console.customers.adminsOnly')}</NotYours>
      ) : (
        <ReadState
          error={error}
          hasData={data !== undefined}
          what={i18n.t('console.customers.couldNotBeRead')}
          reading={i18n.t('console.customers.reading')}
          onRetry={refetch}
        />
      )}
      {data?.state === 'none' && <NoPartner />}
    </>
  )
}

function NoPartner() {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.customers} size={32} />}
        title={i18n.t('console.customers.noPartner')}
        action={<a href={hashOf({ screen: 'partner' })}>{i18n.t('console.customers.connectPartner')}</a>}
      >
        {i18n.t('console.customers.connectFirst')}
      </EmptyState>
    </div>
  )
}
