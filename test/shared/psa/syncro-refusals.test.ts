import { beforeEach, describe, expect, it } from 'vitest'
import type { Contact } from '#shared/psa/contact.ts'
import syncroPsa from '#shared/psa/syncro/index.ts'
import { contactIds, ticketIds } from '../../world/syncro/seed.ts'
import { refusalOf } from './desk.ts'
import { type Opened, openSyncro } from './syncro-account.ts'

let syncro: Opened
beforeEach(() => {
  syncro = openSyncro()
})

describe('refusals', () => {
  const present = (): Contact => ({
    id: String(contactIds.mara),
    organisationId: '101',
    active: true,
    values: { name: 'A' },
  })
  it.each([
    ['Customers - List/Search', () => syncro.api.check()],
    ['Customers - View Detail', () => syncro.api.check()],
    ['Customers - List/Search', () => syncro.api.organisations('', null)],
    ['Customers - View Detail', () => syncro.can('contacts')('101', null)],
    ['Customers - Edit', () => syncro.can('createContact')('101', { name: 'A' })],
    ['Customers - Edit', () => syncro.can('updateContact')(present(), { phone: '1' })],
    ['Customers - Edit', () => syncro.can('deactivate')(present(), 'gone', '2026-11-02')],
    ['Customers - Edit', () => syncro.can('moveContact')(present(), '102')],
    ['Customers - Create', () => syncro.can('createOrganisation')('A')],
    ['Tickets - View Details', () => syncro.api.ticket(String(ticketIds.mara))],
    ['Tickets - Edit', () => syncro.can('note')(String(ticketIds.mara), 'a', 'b')],
  ] as const)('name the missing permission %s', async (permission, work) => {
    syncro.account.key.permissions.delete(permission)
    const refused = await refusalOf(work())
    expect([refused.code, refused.detail]).toEqual(['psa.permission', `Syncro asks for “${permission}”.`])
    expect(syncroPsa.keyPermissions).toContain(permission)
  })

  it('tell a wrong key from a missing permission', async () => {
    syncro.account.key.token = 'another'
    expect((await refusalOf(syncro.api.check())).code).toBe('psa.keyRefused')
  })
})
