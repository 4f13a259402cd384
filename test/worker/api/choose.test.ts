import { beforeEach, describe, expect, it } from 'vitest'
import { technicianOf } from '../../world/microsoft/technician.ts'
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
import type { As, Bench } from '../harness.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const tove = seen(contoso, 'Lindqvale')
const ref = (ticketId: number) => ({ host, ticketId: String(ticketId) })
const resolve = (ticketId: number, as: As = 'viewer') => bench.call('tickets.resolve', ref(ticketId), as)
const chosen = (who: typeof mara) => ({ tenantId: who.tenantId, personId: who.personId })
const choose = (
  ticketId: number,
  who: { tenantId: string; personId: string | null },
  as: As = 'technician',
) => bench.post('tickets.choose', { ...ref(ticketId), ...who }, as)
const isAbout = (answer: Awaited<ReturnType<typeof resolve>>) =>
  answer.found === 'person' ? [answer.by, answer.view.person.displayName] : [answer.why]
const dayMs = 24 * 3_600_000

beforeEach(async () => {
  bench = await openDesk()
})

describe('choosing whom a ticket is about', () => {
  it('holds for the ticket and everybody, before link and address, and says who chose', async () => {
    await linkContact(bench, contactIds.mara, mara)
    const answer = await (await choose(ticketIds.mara, chosen(tove))).json()
    expect(answer).toEqual(await resolve(ticketIds.mara, 'technician'))
    expect(await resolve(ticketIds.mara)).toMatchObject({
      found: 'person',
      by: 'choice',
      choice: { byName: technicianOf('technician').name, at: expect.any(String) },
      view: { person: { id: tove.personId } },
    })
  })

  it('helps where the ticket names no contact, or one without an address', async () => {
    for (const ticketId of [ticketIds.tove, ticketIds.withoutEmail]) {
      expect(await resolve(ticketId)).toMatchObject({ found: 'nobody' })
      expect((await choose(ticketId, chosen(tove))).status).toBe(200)
      expect(isAbout(await resolve(ticketId))).toEqual(['choice', 'Tove Lindqvale'])
    }
  })

  it('is taken back, and is another one when somebody chooses again', async () => {
    await choose(ticketIds.mara, chosen(tove))
    await choose(ticketIds.mara, chosen(seen(contoso, 'Quarrie')))
    expect(isAbout(await resolve(ticketIds.mara))).toEqual(['choice', 'Bo Quarrie'])
    await choose(ticketIds.mara, { tenantId: contoso.id, personId: null })
    expect(isAbout(await resolve(ticketIds.mara))).toEqual(['email', 'Mara Ellingsworth'])
  })

  it('ends after 90 days, and the tick forgets it', async () => {
    await choose(ticketIds.mara, chosen(tove))
    bench.world.clock.advance(89 * dayMs)
    expect(isAbout(await resolve(ticketIds.mara))[0]).toBe('choice')
    bench.world.clock.advance(dayMs)
    expect(isAbout(await resolve(ticketIds.mara))[0]).toBe('email')
    await bench.tick()
    const left = await bench.db.prepare('SELECT COUNT(*) AS n FROM ticket_choice').first<{ n: number }>()
    expect(left?.n).toBe(0)
  })

  it('is refused for somebody of a tenant that is not mapped to the ticket’s organisation', async () => {
    for (const who of [seen(fabrikam, 'Danverleigh'), seen(northwind, 'Merriweather')])
      expect(await refusalOf(await choose(ticketIds.mara, chosen(who)))).toMatchObject({
        status: 409,
        code: 'action.otherTicket',
      })
    expect(await refusalOf(await choose(ticketIds.elsewhere, chosen(tove)))).toMatchObject({
      code: 'action.otherTicket',
    })
    const nobody = { tenantId: contoso.id, personId: '99999999-9999-4999-8999-999999999999' }
    expect(await refusalOf(await choose(ticketIds.mara, nobody))).toMatchObject({ code: 'access.notFound' })
    expect(isAbout(await resolve(ticketIds.mara))[0]).toBe('email')
  })

  it('does not outlive the mapping or the person', async () => {
    await choose(ticketIds.mara, chosen(tove))
    await bench.db.prepare('DELETE FROM person WHERE id = ?1').bind(tove.personId).run()
    expect(isAbout(await resolve(ticketIds.mara))).toEqual(['email', 'Mara Ellingsworth'])
    await choose(ticketIds.mara, chosen(seen(contoso, 'Quarrie')))
    await bench.db
      .prepare('UPDATE mapping SET tenant_id = ?1 WHERE tenant_id = ?2')
      .bind(northwind.id, contoso.id)
      .run()
    expect(isAbout(await resolve(ticketIds.mara))).toEqual(['notInTenant'])
  })
})

describe('a choice in a tenant that is not the caller’s', () => {
  it('is not shown to a limited technician, who cannot make one there either', async () => {
    await choose(ticketIds.mara, chosen(tove))
    const { id, name } = technicianOf('technician')
    await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [fabrikam.id] })
    expect(isAbout(await resolve(ticketIds.mara, 'technician'))).toEqual(['notMapped'])
    expect((await choose(ticketIds.mara, chosen(mara))).status).toBe(404)
    expect((await choose(ticketIds.mara, { tenantId: contoso.id, personId: null })).status).toBe(404)
    expect(isAbout(await resolve(ticketIds.mara))).toEqual(['choice', 'Tove Lindqvale'])
  })
})

describe('help where nobody is found', () => {
  const contact = (id: number) => bench.world.syncro.account().contacts.get(id)
  async function ruleOf(tenantId: string, rule: object) {
    await bench.db
      .prepare('UPDATE mapping SET rule = ?2 WHERE tenant_id = ?1')
      .bind(tenantId, JSON.stringify(rule))
      .run()
  }

  it('names the organisation that is not mapped, so that the way leads to mapping it', async () => {
    const { connections } = await bench.call('psas.list', {})
    expect(await resolve(ticketIds.elsewhere)).toMatchObject({
      why: 'notMapped',
      candidates: [],
      organisation: { connectionId: connections[0]?.id, organisationId: expect.any(String), mapped: false },
    })
  })

  it('shows who is called like the contact, and why the rules leave them out', async () => {
    Object.assign(contact(contactIds.mara) ?? {}, { email: 'mara@private.example' })
    await ruleOf(contoso.id, { department: { include: ['Dentistry'], exclude: [] } })
    const answer = await resolve(ticketIds.mara)
    expect(answer).toMatchObject({
      why: 'notInTenant',
      organisation: { name: 'Contoso Dental', mapped: true },
      candidates: [
        {
          tenantName: 'Contoso Dental',
          personId: mara.personId,
          by: 'name',
          belongs: false,
          reason: expect.stringContaining('Management'),
        },
      ],
    })
    await ruleOf(contoso.id, {})
    expect(await resolve(ticketIds.mara)).toMatchObject({ candidates: [{ belongs: true }] })
  })

  it('shows them for a contact without an address as well', async () => {
    Object.assign(contact(contactIds.mara) ?? {}, { email: null })
    expect(await resolve(ticketIds.mara)).toMatchObject({
      why: 'noEmail',
      candidates: [{ personId: mara.personId, by: 'name' }],
    })
  })

  it('shows all who share the address', async () => {
    bench.world.microsoft.tenant(contoso.id).updateUser(tove.personId, { mail: mara.seen.userPrincipalName })
    await bench.call('tenants.sync', { tenantId: contoso.id })
    await bench.drain()
    const answer = await resolve(ticketIds.mara)
    if (answer.found !== 'nobody') throw new Error('Nobody should be found.')
    expect(answer.why).toBe('ambiguous')
    expect(answer.candidates.map(({ personId, by }) => [personId, by]).sort()).toEqual(
      [mara, tove].map(({ personId }) => [personId, 'email']).sort(),
    )
  })

  it('never shows anybody of another customer', async () => {
    bench.world.microsoft.tenant(fabrikam.id).addUser({ displayName: 'Mara Ellingsworth' })
    await bench.call('tenants.sync', { tenantId: fabrikam.id })
    await bench.drain()
    Object.assign(contact(contactIds.mara) ?? {}, { email: null })
    const answer = await resolve(ticketIds.mara)
    expect(answer.found === 'nobody' && answer.candidates.map(({ tenantId }) => tenantId)).toEqual([
      contoso.id,
    ])
  })
})
