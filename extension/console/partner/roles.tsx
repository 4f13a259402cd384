import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { eitherOf } from '../../ui/locale.ts'

/** What the account must be allowed in a customer's tenant while the customer is taken in. */
export function Roles({ roles }: Pick<PartnerState, 'roles'>) {
  return (
    <div class="partner-group">
      <h3>{i18n.t('console.partner.rolesThere')}</h3>
      <p class="quiet">{i18n.t('console.partner.rolesHow')}</p>
      <ul class="partner-list" aria-label={i18n.t('console.partner.rolesThere')}>
        {roles.map(({ id, name, alternatives, use }) => (
          <li key={id}>
            <p>{name}</p>
            {alternatives.length > 0 && (
              <p class="quiet">{i18n.t('console.partner.orRoles', { roles: eitherOf(alternatives) })}</p>
            )}
            <p class="quiet">{use}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
