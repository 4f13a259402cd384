import { i18n } from '#i18n'
import { hashOf } from '../route.ts'

/** To whom of the customers Sidelight takes in. */
export function ToCustomers({ isPrimary = false }: { isPrimary?: boolean }) {
  return (
    <a
      class={isPrimary ? 'button-link button-link-primary' : 'button-link'}
      href={hashOf({ screen: 'customers' })}
    >
      {i18n.t('console.partner.chooseCustomers')}
    </a>
  )
}
