import type { EntraTenant } from './microsoft/directory/tenant.ts'
import { addPartnerOrganisations } from './partner-organisations.ts'
import { seedPartner } from './partner-seed.ts'
import type { SyncroAccount } from './syncro/account.ts'
import { addressOf, tenantNamed } from './syncro/seed.ts'
import type { World } from './world.ts'

/** Contacts that people at the PSA have made by hand, beside those of the seed. */
export const handMadeIds = { bram: 5106, bramOnceMore: 5107, ines: 5401 } as const

/** What stands in both systems when the walk begins, beyond the seed that all tests share. */
export function beginStory({
  clock,
  microsoft,
  syncro,
}: Pick<World, 'clock' | 'microsoft' | 'syncro'>): void {
  fillNorthwind(microsoft.tenant(tenantNamed('Northwind').domain))
  addByHand(syncro.account())
  seedPartner(microsoft, clock.now())
  addPartnerOrganisations(syncro.account())
}

/** All staff ⊃ Depot ⊃ Night shift ⊃ Depot: a circle, which the directory allows. Not all of its members are people. */
function fillNorthwind(tenant: EntraTenant): void {
  const at = (name: string) => `${name}@${tenant.domain}`
  const account = (name: string, displayName: string, mailbox: 'user' | 'shared') =>
    tenant.addUser({ displayName, userPrincipalName: at(name), mail: at(name), mailbox }).id
  const group = (displayName: string) => tenant.groups.add({ displayName }).id
  const [all, depot, night] = [group('All staff'), group('Depot'), group('Night shift')]
  const members = {
    [all]: [depot, tenant.user(at('ada.merriweather')).id, tenant.user(at('ines.calloway')).id],
    [depot]: [night, account('orders', 'Orders', 'shared')],
    [night]: [depot, tenant.user(at('lukas.greystone')).id, account('svc-backup', 'Backup job', 'user')],
  }
  for (const [id, added] of Object.entries(members)) {
    for (const member of added) tenant.groups.addMember(id, member)
  }
}

/** A duplicate that nobody noticed, and a contact with somebody's notes. */
function addByHand(account: SyncroAccount): void {
  const contoso = tenantNamed('Contoso')
  const northwind = tenantNamed('Northwind')
  const { organisationId: customerId } = contoso
  const email = addressOf(contoso, 'Okkerdale')
  account.addContact({ id: handMadeIds.bram, customerId, name: 'Bram Okkerdale', email })
  account.addContact({ id: handMadeIds.bramOnceMore, customerId, name: 'B. Okkerdale', email })
  account.addContact({
    id: handMadeIds.ines,
    customerId: northwind.organisationId,
    name: 'Ines Calloway',
    email: addressOf(northwind, 'Calloway').toUpperCase(),
    notes: 'Signs the orders.\nNot before 9.',
  })
}
