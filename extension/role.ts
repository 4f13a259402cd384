import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import { access, isAtLeast, type Role } from '#shared/access.ts'
import type { EndpointName } from '#shared/contract.ts'
import type { Account } from './settings.ts'

/** The signed-in person, for every screen below. */
export const AccountContext = createContext<Account | null>(null)

const titles: Record<Role, string> = {
  viewer: i18n.t('app.viewer'),
  technician: i18n.t('app.technician'),
  admin: i18n.t('app.administrator'),
}
export const roleTitle = (role: Role) => titles[role]

const reasons: Record<Role, string> = {
  viewer: i18n.t('app.youNeedToBeSigned'),
  technician: i18n.t('app.onlyTechniciansAndAdministratorsCan'),
  admin: i18n.t('app.onlyAdministratorCanDo'),
}

/** Why the signed-in person may not call this, or null: what is off says why, before the click. */
export function useOff(name: EndpointName): string | null {
  const account = useContext(AccountContext)
  const needed = access[name]
  return account && isAtLeast(account.role, needed) ? null : reasons[needed]
}
