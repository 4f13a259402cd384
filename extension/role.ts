import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { access, isAtLeast, type Role } from '#shared/access.ts'
import type { EndpointName } from '#shared/contract.ts'
import type { Account } from './settings.ts'

/** The signed-in person, for every screen below. */
export const AccountContext = createContext<Account | null>(null)

const titles: Record<Role, string> = { viewer: 'Viewer', technician: 'Technician', admin: 'Administrator' }
export const roleTitle = (role: Role) => titles[role]

const reasons: Record<Role, string> = {
  viewer: 'You need to be signed in for this.',
  technician: 'Only technicians and administrators can do this.',
  admin: 'Only an administrator can do this.',
}

/** Why the signed-in person may not call this, or null: what is off says why, before the click. */
export function useOff(name: EndpointName): string | null {
  const account = useContext(AccountContext)
  const needed = access[name]
  return account && isAtLeast(account.role, needed) ? null : reasons[needed]
}
