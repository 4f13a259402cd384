import { beforeEach, describe, expect, it } from 'vitest'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { contactIds, contoso, fabrikam, host, linkContact, openDesk, refusalOf, seen } from '../act/desk.ts'
import type { As, Bench } from '../harness.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const contactPage = (id: number, as: As = 'viewer') =>
  bench.call('contacts.resolve', { host, contactId: String(id) }, as)
const organisationPage = (id: number | string, as: As = 'viewer') =>
  bench.call('organisations.resolve', { host, organisationId: String(id) }, as)
async function limitTo(tenantIds: string[]) {
  const { id, name } = technicianOf('technician')
  await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds })
}

beforeEach(async () => {
  bench = await openDesk()
})

describe('a contact’s page', () => {
  it('is about the person with the contact’s address, or the linked one', async () => {
    expect(await contactPage(contactIds.mara)).toMatchObject({
      found: 'person',
      by: 'email',
      contact: { id: String(contactIds.mara), name: 'Mara Ellingsworth' },
      view: { person: { id: mara.personId }, tenantName: 'Contoso Dental' },
    })
    const tove = seen(contoso, 'Lindqvale')
    await linkContact(bench, contactIds.mara, tove)
    expect(await contactPage(contactIds.mara)).toMatchObject({
      by: 'link',
      view: { person: { id: tove.personId } },
    })
  })

  it('says why it is about nobody', async () => {
    expect(await contactPage(contactIds.gerrit)).toMatchObject({
      found: 'nobody',
      why: 'noEmail',
      text: 'The contact Gerrit (cleaning company) has no e-mail address.',
      organisation: { name: 'Contoso Dental', mapped: true },
    })
  })

  it('counts a tenant that is not the caller’s as not mapped', async () => {
    await limitTo([fabrikam.id])
    expect(await contactPage(contactIds.mara, 'technician')).toMatchObject({
      why: 'notMapped',
      organisation: { mapped: false },
      candidates: [],
    })
  })
})

describe('an organisation’s page', () => {
  it('shows the tenants mapped to it as the list does', async () => {
    const { tenants } = await bench.call('tenants.list', {}, 'viewer')
    const { connections } = await bench.call('psas.list', {})
    expect(await organisationPage(contoso.organisationId)).toEqual({
      organisation: {
        connectionId: connections[0]?.id,
        organisationId: String(contoso.organisationId),
        name: 'Contoso Dental',
      },
      tenants: tenants.filter(({ id }) => id === contoso.id),
    })
    const [tenant] = (await organisationPage(contoso.organisationId)).tenants
    expect(tenant).toMatchObject({ persons: expect.any(Number), lastSyncAt: expect.any(String) })
    expect([tenant?.licences.length, tenant?.score.length]).not.toContain(0)
  })

  it('has no tenant where it is not mapped, or not to one of the caller’s', async () => {
    await bench.db.prepare('DELETE FROM mapping WHERE tenant_id = ?1').bind(fabrikam.id).run()
    expect(await organisationPage(fabrikam.organisationId)).toMatchObject({
      organisation: { name: 'Fabrikam Freight' },
      tenants: [],
    })
    await limitTo([fabrikam.id])
    expect((await organisationPage(contoso.organisationId, 'technician')).tenants).toEqual([])
  })
})

describe('pages that are not there', () => {
  it.each([
    ['contacts.resolve', { host, contactId: '999999' }, 'psa.notFound'],
    ['organisations.resolve', { host, organisationId: '999999' }, 'psa.notFound'],
    ['contacts.resolve', { host: 'evil.example', contactId: '1' }, 'psa.notConnected'],
    ['organisations.resolve', { host: 'evil.example', organisationId: '1' }, 'psa.notConnected'],
    ['contacts.resolve', { host, contactId: '1/../2' }, 'request.invalid'],
  ] as const)('%s %j: %s', async (name, input, code) => {
    expect(await refusalOf(await bench.post(name, input, 'viewer'))).toMatchObject({ code })
  })
})
