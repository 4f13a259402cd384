import { beforeEach, describe, expect, it } from 'vitest'
import {
  contactIds,
  contoso,
  fabrikam,
  host,
  linkContact,
  northwind,
  openDesk,
  refusalOf,
  seen,
  ticketIds,
} from '../act/desk.ts'
import type { Bench } from '../harness.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const tove = seen(contoso, 'Lindqvale')
const account = () => bench.world.syncro.account()
const resolve = (ticketId: number) =>
  bench.call('tickets.resolve', { host, ticketId: String(ticketId) }, 'viewer')
const contact = (id: number) => {
  const found = account().contacts.get(id)
  if (!found) throw new Error(`There is no contact ${id}.`)
  return found
}
async function remirror(tenantId: string) {
  await bench.call('tenants.sync', { tenantId })
  await bench.drain()
}

beforeEach(async () => {
  bench = await openDesk()
})

describe('who a ticket is about', () => {
  it('is found by the contact’s address in any capitals', async () => {
    expect(contact(contactIds.mara).email).toBe('MARA.ELLINGSWORTH@CONTOSO.EXAMPLE')
    expect(await resolve(ticketIds.mara)).toMatchObject({
      found: 'person',
      by: 'email',
      ticket: { id: String(ticketIds.mara), number: '4182', organisationName: 'Contoso Dental' },
      view: {
        person: { id: mara.personId, displayName: 'Mara Ellingsworth' },
        tenantName: 'Contoso Dental',
        licences: expect.arrayContaining([
          expect.objectContaining({ name: 'Microsoft 365 Business Premium' }),
        ]),
      },
    })
  })

  it('is found by a second address of the person', async () => {
    contact(contactIds.mara).email = 'Mara.Ellingsworth@contoso.onmicrosoft.com'
    expect(await resolve(ticketIds.mara)).toMatchObject({
      found: 'person',
      view: { person: { id: mara.personId } },
    })
  })

  it('is the linked person first, whatever the address says by now', async () => {
    await linkContact(bench, contactIds.mara, tove)
    expect(await resolve(ticketIds.mara)).toMatchObject({
      by: 'link',
      view: { person: { id: tove.personId } },
    })
  })

  it('is the linked person although the contact has no address', async () => {
    await linkContact(bench, contactIds.gerrit, tove)
    expect(await resolve(ticketIds.withoutEmail)).toMatchObject({
      by: 'link',
      view: { person: { id: tove.personId } },
    })
  })

  it('falls through to the address when the linked person is gone', async () => {
    const gone = { ...tove, personId: '99999999-9999-4999-8999-999999999999' }
    await linkContact(bench, contactIds.mara, gone)
    expect(await resolve(ticketIds.mara)).toMatchObject({
      by: 'email',
      view: { person: { id: mara.personId } },
    })
    contact(contactIds.mara).email = 'nobody@contoso.example'
    expect(await resolve(ticketIds.mara)).toMatchObject({
      why: 'notInTenant',
      text: 'The person linked to this contact no longer exists. Nobody in Contoso Dental has the address nobody@contoso.example.',
    })
  })

  it('does not follow a link into another customer’s tenant', async () => {
    await linkContact(bench, contactIds.mara, seen(fabrikam, 'Danverleigh'))
    expect(await resolve(ticketIds.mara)).toMatchObject({
      by: 'email',
      view: { person: { id: mara.personId } },
    })
  })

  it('is shown as deleted while the account can be restored, unless somebody else has the address now', async () => {
    const directory = bench.world.microsoft.tenant(contoso.id)
    directory.softDelete(mara.personId)
    await remirror(contoso.id)
    const deleted = await resolve(ticketIds.mara)
    expect(deleted).toMatchObject({
      by: 'email',
      view: { person: { id: mara.personId, deletedAt: expect.any(String) } },
    })
    const successor = directory.addUser({
      displayName: 'Mara Ellingsworth',
      userPrincipalName: mara.seen.userPrincipalName,
    })
    await remirror(contoso.id)
    expect(await resolve(ticketIds.mara)).toMatchObject({
      view: { person: { id: successor.id, deletedAt: null } },
    })
  })
})

describe('nobody', () => {
  it('when the ticket names no contact', async () => {
    expect(await resolve(ticketIds.tove)).toMatchObject({
      found: 'nobody',
      why: 'noContact',
      text: 'Ticket 4177 names no contact.',
      contact: null,
    })
  })

  it('when the contact has no address: the organisation’s own never stands in', async () => {
    const office = account().customers.get(contoso.organisationId)
    if (office) office.email = mara.seen.userPrincipalName
    const answer = await resolve(ticketIds.withoutEmail)
    expect(answer).toMatchObject({
      why: 'noEmail',
      text: 'The contact Gerrit (cleaning company) has no e-mail address.',
    })
    expect(await resolve(ticketIds.withoutContact)).toMatchObject({ why: 'noContact' })
  })

  it('when the organisation is not mapped', async () => {
    expect(await resolve(ticketIds.elsewhere)).toMatchObject({
      why: 'notMapped',
      text: expect.stringMatching(/is not mapped to a Microsoft tenant\.$/),
      contact: { name: 'Ellis Farrow', email: 'ellis.farrow@mailbox.example' },
    })
  })

  it('when only another customer’s tenant has the address', async () => {
    const address = 'ada.merriweather@northwind.example'
    expect(seen(northwind, 'Merriweather').seen.userPrincipalName).toBe(address)
    contact(contactIds.mara).email = address
    expect(await resolve(ticketIds.mara)).toMatchObject({
      why: 'notInTenant',
      text: `Nobody in Contoso Dental has the address ${address}.`,
    })
  })

  it('when two persons have the address, and says who', async () => {
    const directory = bench.world.microsoft.tenant(contoso.id)
    directory.updateUser(tove.personId, { mail: mara.seen.userPrincipalName })
    await remirror(contoso.id)
    const answer = await resolve(ticketIds.mara)
    expect(answer).toMatchObject({ why: 'ambiguous', text: expect.stringContaining('Tove Lindqvale (tove.') })
  })
})

describe('the same address in two tenants', () => {
  it('means the one that is mapped to the ticket’s organisation', async () => {
    bench.world.microsoft.tenant(fabrikam.id).addUser({
      displayName: 'Impostor',
      userPrincipalName: 'impostor@fabrikam.example',
      mail: mara.seen.userPrincipalName,
    })
    await remirror(fabrikam.id)
    expect(await resolve(ticketIds.mara)).toMatchObject({ view: { person: { id: mara.personId } } })
  })
})

describe('tickets that cannot be read', () => {
  it.each([
    [host, '1', 404, 'psa.notFound'],
    ['other.syncromsp.com', '1', 404, 'psa.notConnected'],
    ['tickets.example.org', '1', 404, 'psa.notConnected'],
  ])('%s/%s: %i %s', async (where, ticketId, status, code) => {
    const response = await bench.post('tickets.resolve', { host: where, ticketId }, 'viewer')
    expect(await refusalOf(response)).toMatchObject({ status, code })
  })

  it('are found under the second host name of the account', async () => {
    const ref = { host: host.replace('.', '.shield.'), ticketId: String(ticketIds.mara) }
    expect(await bench.call('tickets.resolve', ref, 'viewer')).toMatchObject({ found: 'person' })
  })
})
