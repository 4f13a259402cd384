import { i18n } from '#i18n'
import type { PartnerCustomer, PartnerJob } from '#shared/contract.ts'
import { countText } from '../../ui/number.ts'
import type { Standing } from './standing.ts'

const titles = new Map(
  Object.entries({
    'partner.guest': i18n.t('console.customers.problem.guest'),
    'partner.blocked': i18n.t('console.customers.problem.blocked'),
    'partner.mfaNeeded': i18n.t('console.customers.problem.mfa'),
    'partner.noMfa': i18n.t('console.customers.problem.mfa'),
    'partner.roleMissing': i18n.t('console.customers.problem.roles'),
    'partner.relationshipEnded': i18n.t('console.customers.problem.ended'),
    'partner.consentWithdrawn': i18n.t('console.customers.problem.consent'),
    'partner.noPrincipal': i18n.t('console.customers.problem.application'),
    'partner.neverUsable': i18n.t('console.customers.problem.neverUsable'),
    'partner.notCustomer': i18n.t('console.customers.problem.notCustomer'),
    'partner.revoked': i18n.t('console.customers.problem.signIn'),
    'partner.lapsed': i18n.t('console.customers.problem.signIn'),
    'partner.notConnected': i18n.t('console.customers.problem.signIn'),
    'partner.notConsented': i18n.t('console.customers.problem.signIn'),
  }),
)

/** A failed job in a few words; how many roles are missing where it is that. */
export function problemTitle(code: string, kind: PartnerJob['kind'], customer: PartnerCustomer): string {
  if (code === 'partner.roleMissing' && missingRoles(customer).length > 0) return rolesMissing(customer)
  const failed =
    kind === 'onboard' ? i18n.t('console.customers.notTakenIn') : i18n.t('console.customers.notLetGo')
  return titles.get(code) ?? failed
}

const standings: Partial<Record<PartnerCustomer['standing'], string>> = {
  none: i18n.t('console.customers.noRelationship'),
  expired: i18n.t('console.customers.problem.ended'),
  pending: i18n.t('console.customers.waitsForApproval'),
}

/** What a customer lacks before it can be taken in. */
export function lackOf(customer: PartnerCustomer): Standing {
  const roles = missingRoles(customer)
  const text = standings[customer.standing]
  if (text !== undefined || roles.length === 0)
    return { kind: 'needs', title: text ?? i18n.t('console.customers.notReady'), text: customer.text }
  return { kind: 'needs', title: rolesMissing(customer), text: roles.map(({ name }) => name).join(', ') }
}

const missingRoles = ({ roles }: PartnerCustomer) => roles.filter(({ state }) => state !== 'ready')

function rolesMissing(customer: PartnerCustomer): string {
  const { length } = missingRoles(customer)
  return i18n.t('console.customers.rolesMissing', length, { count: countText(length) })
}
