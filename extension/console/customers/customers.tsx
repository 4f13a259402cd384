import { i18n } from '#i18n'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { NewCustomers } from '../new-customers.tsx'
import { NotYours } from '../not-yours.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { Board } from './board.tsx'
import { Head } from './head.tsx'
import { usePartner } from './use-partner.ts'

/** Every customer of the partner, whom of them Sidelight has taken in, and what the others lack. */
export function Customers() {
  const partner = usePartner()
  const { data, error, refetch } = partner.read
  if (data && data.state !== 'none')
    return (
      <>
        <NewCustomers here="customers" />
        <Board partner={partner} state={data} />
      </>
    )
  return (
    <>
      <NewCustomers here="customers" />
      <Head partner={partner} />
      {partner.off ? (
        <NotYours why={partner.off}>{i18n.t('console.customers.adminsOnly')}</NotYours>
      ) : (
        <ReadState
          error={error}
          hasData={data !== undefined}
          what={i18n.t('console.customers.couldNotBeRead')}
          reading={i18n.t('console.customers.reading')}
          onRetry={refetch}
        />
      )}
      {data && <NoPartner />}
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
