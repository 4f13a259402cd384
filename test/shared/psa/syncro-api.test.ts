import { beforeEach, describe, expect, it } from 'vitest'
import type { Contact } from '#shared/psa/contact.ts'
import { contactIds, ticketIds } from '../../world/syncro/seed.ts'
import { answerOf as json, refusalOf } from './desk.ts'
import { type Opened, openSyncro } from './syncro-account.ts'

let syncro: Opened
beforeEach(() => {
  syncro = openSyncro()
})

async function allContacts(organisationId: string): Promise<Contact[]> {
  const found: Contact[] = []
  for (let page: string | null = null; ; ) {
    const { items, next } = await syncro.can('contacts')(organisationId, page)
    found.push(...items)
    if (next === null) return found
    page = next
  }
}

describe('reading from Syncro', () => {
  it('says whose key it is', async () => {
    expect(await syncro.api.check()).toEqual({ connectedAs: 'Ruben Deskwright (ruben@lamplight.example)' })
  })

  it('reads contacts to the last page, of this organisation alone', async () => {
    syncro.account.perPage.contacts = 2
    const contacts = await allContacts('101')
    expect(contacts.map(({ id }) => Number(id))).toEqual([5101, 5102, 5103, 5104, 5105])
    expect(syncro.sent.map(({ query }) => Object.keys(query))).toEqual([
      ['customer_id', 'page'],
      ['customer_id', 'page'],
      ['customer_id', 'page'],
    ])
  })

  it('never takes another organisation’s contact from a list whose filter was not heeded', async () => {
    const all = [...syncro.account.contacts.values()].map(({ id, name, customerId }) => ({
      id,
      name,
      customer_id: customerId,
    }))
    syncro.instead = () => json({ contacts: all, meta: { total_pages: 1 } })
    expect((await allContacts('102')).map(({ id }) => id)).toEqual([String(contactIds.osric)])
  })

  it('takes the same contact on two pages as it comes', async () => {
    const mara = { id: 5101, name: 'Mara', customer_id: 101 }
    syncro.instead = () => json({ contacts: [mara], meta: { total_pages: 2 } })
    const first = await syncro.can('contacts')('101', null)
    const second = await syncro.can('contacts')('101', first.next)
    expect([first.items, second.items].map((items) => items.map(({ id }) => id))).toEqual([
      ['5101'],
      ['5101'],
    ])
    expect([first.next, second.next]).toEqual(['2', null])
  })

  it('takes no half page and no page of HTML', async () => {
    const half = () =>
      new Response('{"contacts":[{"id":5101', { headers: { 'content-type': 'application/json' } })
    const page = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
    for (const answer of [half, page]) {
      syncro.instead = answer
      for (const work of [
        syncro.can('contacts')('101', null),
        syncro.api.organisations('', null),
        syncro.can('addresses')(null),
      ])
        expect((await refusalOf(work)).code).toBe('psa.malformed')
      expect((await refusalOf(syncro.can('createContact')('101', { name: 'A' }))).code).toBe(
        'psa.unknownOutcome',
      )
      expect((await refusalOf(syncro.can('createOrganisation')('A'))).code).toBe('psa.unknownOutcome')
    }
  })

  it('reads blanks as null, the title from the properties and the address by its own names', async () => {
    expect(await syncro.can('contact')(String(contactIds.sela))).toMatchObject({
      id: '5102',
      organisationId: '101',
      active: true,
      values: {
        name: 'Sela Brightmore',
        email: 'sela.brightmoor@contoso.example',
        title: 'Front desk',
        phone: null,
      },
    })
    const address = { address1: '1 Harbour Street', city: 'Portland', state: 'Oregon', zip: '97201' }
    Object.assign(syncro.account.contacts.get(contactIds.sela) ?? {}, address)
    expect((await syncro.can('contact')(String(contactIds.sela))).values).toMatchObject({
      street: '1 Harbour Street',
      city: 'Portland',
      state: 'Oregon',
      postalCode: '97201',
    })
    syncro.instead = () => json({ id: 1, name: null, email: ' ', phone: '', properties: null, notes: null })
    const { organisationId, active, values } = await syncro.can('contact')('1')
    expect([organisationId, active, new Set(Object.values(values))]).toEqual(['', true, new Set([null])])
  })

  it('reads addresses of all organisations, page after page', async () => {
    syncro.account.perPage.contacts = 4
    const first = await syncro.can('addresses')(null)
    const second = await syncro.can('addresses')(first.next)
    expect(second.next).toBeNull()
    expect([...first.items, ...second.items]).toContainEqual({
      organisationId: '109',
      email: 'ellis.farrow@mailbox.example',
    })
    expect([...first.items, ...second.items]).toHaveLength(6)
  })

  it('reads a ticket with its organisation and contact, number and id being two things', async () => {
    expect(await syncro.api.ticket(String(ticketIds.mara))).toEqual({
      id: '88231',
      number: '4182',
      subject: 'Outlook says the mailbox is not available',
      organisation: { id: '101', name: 'Contoso Dental' },
      contact: { id: '5101', name: 'Mara Ellingsworth', email: 'MARA.ELLINGSWORTH@CONTOSO.EXAMPLE' },
    })
    expect((await syncro.api.ticket(String(ticketIds.tove))).contact).toBeNull()
    expect((await syncro.api.ticket(String(ticketIds.withoutEmail))).contact?.email).toBeNull()
    expect((await syncro.api.ticket(String(ticketIds.elsewhere))).organisation?.name).toBe('Ellis Farrow')
  })

  it('lists organisations by name with their pages, and searches', async () => {
    syncro.account.perPage.customers = 5
    const first = await syncro.api.organisations('', null)
    expect([first.items.length, first.next]).toEqual([5, '2'])
    expect((await syncro.api.organisations('', '2')).next).toBeNull()
    expect((await syncro.api.organisations('fabri', null)).items).toEqual([
      { id: '102', name: 'Fabrikam Freight', email: 'office@fabrikam.example', disabled: false },
      { id: '110', name: 'Fabrikam Freight West', email: 'west@fabrikam.example', disabled: false },
    ])
    expect(await syncro.api.organisation('109')).toMatchObject({ name: 'Ellis Farrow' })
  })

  it.each(['../me', '1/../../me', '101?x', '', 'abc', '-1', '1e3'])(
    'sends nothing for %j as an id',
    async (id) => {
      for (const work of [
        syncro.api.ticket(id),
        syncro.can('contact')(id),
        syncro.api.organisation(id),
        syncro.can('contacts')(id, null),
      ]) {
        expect((await refusalOf(work)).code).toBe('psa.notFound')
      }
      expect(syncro.sent).toEqual([])
    },
  )

  it.each([
    ['a contact without id', () => syncro.can('contact')('5101'), { name: 'A' }],
    ['a list without meta', () => syncro.can('contacts')('101', null), { contacts: [] }],
    ['a ticket that is null', () => syncro.api.ticket('1'), { ticket: null }],
    [
      'a list that is text',
      () => syncro.api.organisations('', null),
      { customers: 'none', meta: { total_pages: 1 } },
    ],
    ['null', () => syncro.can('contact')('5101'), null],
  ])('refuses to guess at %s', async (_what, work, answer) => {
    syncro.instead = () => json(answer)
    expect((await refusalOf(work())).code).toBe('psa.malformed')
  })
})
