import { beforeEach, describe, expect, it } from 'vitest'
import { contactIds, ticketIds } from '../../world/syncro/seed.ts'
import { answerOf as json, refusalOf } from './desk.ts'
import { type Opened, openSyncro } from './syncro-account.ts'

let syncro: Opened
beforeEach(() => {
  syncro = openSyncro()
})

const mara = () => syncro.can('contact')(String(contactIds.mara))
const bodies = () => syncro.account.log.map(({ method, body }) => [method, body])

describe('writing to Syncro', () => {
  it('creates a contact and writes its title with a second request, for POST has none', async () => {
    const values = { name: 'Tove Lindqvale', email: 'tove@contoso.example', phone: null, mobile: '+1 555' }
    const created = await syncro.can('createContact')('101', { ...values, title: 'Dentist' })
    expect(created).toMatchObject({
      organisationId: '101',
      active: true,
      values: { ...values, title: 'Dentist' },
    })
    expect(bodies()).toEqual([
      ['POST', { customer_id: 101, name: 'Tove Lindqvale', email: 'tove@contoso.example', mobile: '+1 555' }],
      ['PUT', { name: 'Tove Lindqvale', title: 'Dentist' }],
    ])
  })

  it('says that a contact exists though its title could not be written: it must not be created again', async () => {
    syncro.instead = (request) =>
      request.method === 'PUT' ? json({ error: 'Rate limit exceeded' }, 429) : null
    const created = await syncro.can('createContact')('101', { name: 'Tove Lindqvale', title: 'Dentist' })
    expect(created.values).toMatchObject({ name: 'Tove Lindqvale', title: null })
    expect(syncro.account.contactsOf(101).filter(({ name }) => name === 'Tove Lindqvale')).toHaveLength(1)
  })

  it('calls the outcome of a creation unknown when the answer cannot be read', async () => {
    syncro.instead = () => json({ contact: 'made' })
    expect((await refusalOf(syncro.can('createContact')('101', { name: 'A' }))).code).toBe(
      'psa.unknownOutcome',
    )
    expect((await refusalOf(syncro.can('createOrganisation')('A'))).code).toBe('psa.unknownOutcome')
  })

  it('writes the address by Syncro’s own names', async () => {
    const values = { street: '1 Harbour Street', city: 'Portland', state: 'Oregon', postalCode: '97201' }
    const changed = await syncro.can('updateContact')(await mara(), values)
    expect(bodies()).toEqual([
      [
        'PUT',
        {
          name: 'Mara Ellingsworth',
          address1: '1 Harbour Street',
          city: 'Portland',
          state: 'Oregon',
          zip: '97201',
        },
      ],
    ])
    expect(changed.values).toMatchObject(values)
  })

  it('never sends a blank, so that nothing is erased', async () => {
    const values = { phone: null, mobile: '', title: 'Manager' }
    const changed = await syncro.can('updateContact')(await mara(), values)
    expect(bodies()).toEqual([['PUT', { name: 'Mara Ellingsworth', title: 'Manager' }]])
    expect(changed.values).toMatchObject({ phone: '+1 (555) 0100-142', title: 'Manager' })
  })

  it('moves the same contact, with everything that stands in it', async () => {
    const before = await mara()
    const moved = await syncro.can('moveContact')(before, '102')
    expect(moved).toEqual({ ...before, organisationId: '102' })
    expect(bodies()).toEqual([['PUT', { name: 'Mara Ellingsworth', customer_id: 102 }]])
    expect((await refusalOf(syncro.can('moveContact')(moved, '999'))).code).toBe('psa.notFound')
    expect((await refusalOf(syncro.can('moveContact')(moved, '102/../1'))).code).toBe('psa.notFound')
    expect((await mara()).organisationId).toBe('102')
  })

  it('makes an organisation by its name', async () => {
    const made = await syncro.can('createOrganisation')('Tailspin Toys')
    expect(made).toEqual({ id: made.id, name: 'Tailspin Toys', email: null, disabled: false })
    expect(bodies()).toEqual([['POST', { business_name: 'Tailspin Toys' }]])
    const refused = await refusalOf(syncro.can('createOrganisation')(' '))
    expect([refused.code, refused.detail]).toEqual(['psa.rejected', "It said: Name can't be blank"])
  })

  it('hands on what Syncro says about a bad address, as text or as list', async () => {
    const one = await refusalOf(syncro.can('createContact')('101', { name: 'A', email: 'x' }))
    expect([one.code, one.detail]).toEqual(['psa.rejected', 'It said: Email is not an email'])
    const nameless = { ...(await mara()), values: { name: ' ' } }
    const two = await refusalOf(syncro.can('updateContact')(nameless, { email: 'x' }))
    expect([two.code, two.detail]).toEqual([
      'psa.rejected',
      "It said: Name can't be blank; Email is not an email",
    ])
  })

  it('writes notes that nobody outside sees and nobody is mailed', async () => {
    await syncro.can('note')(String(ticketIds.mara), 'Sidelight', 'Password <b>reset</b> *now*')
    expect(syncro.account.tickets.get(ticketIds.mara)?.comments.at(-1)).toMatchObject({
      subject: 'Sidelight',
      body: 'Password <b>reset</b> *now*',
      hidden: true,
      emailed: false,
    })
  })
})

describe('an inactive contact in Syncro, which has no such flag', () => {
  const notesOf = () => syncro.account.contacts.get(contactIds.mara)?.notes ?? ''
  function write(notes: string): void {
    const contact = syncro.account.contacts.get(contactIds.mara)
    if (contact) contact.notes = notes
  }

  it('is a line above what people wrote, which a technician sees', async () => {
    const inactive = await syncro.can('deactivate')(await mara(), 'disabled in Entra', '2026-11-02')
    expect(inactive.active).toBe(false)
    expect(notesOf()).toBe(
      '[Sidelight] Inactive since 2026-11-02: disabled in Entra\nPrefers to be called after 10.',
    )
  })

  it.each([
    ['nothing', ''],
    ['one line', 'Prefers to be called after 10.'],
    ['Windows line ends', 'One\r\nTwo\r\n\r\nThree\r\n'],
    ['blanks and empty lines at both ends', '\n\n  indented  \n\n'],
    ['a line that only speaks of us', 'Ask about [Sidelight] Inactive since yesterday?'],
    ['a line that begins alike', '[Sidelight] is what we use\n[Sidelight] Inactive soon'],
    ['characters of all kinds', '\u00a0Zoë \u{1f9d1}\u200d\u{1f4bb}\t$& $1 \\n'],
  ])('keeps %s byte for byte, there and back', async (_what, notes) => {
    write(notes)
    const once = await syncro.can('deactivate')(await mara(), 'gone', '2026-11-02')
    expect(notesOf().endsWith(notes)).toBe(true)
    const twice = await syncro.can('deactivate')(once, 'gone', '2026-11-02')
    expect([once.active, twice.active]).toEqual([false, false])
    const back = await syncro.can('reactivate')(twice)
    expect([back.active, notesOf()]).toEqual([true, notes])
    await syncro.can('reactivate')(back)
    expect(notesOf()).toBe(notes)
  })

  it('is one line, however often and for whatever reason', async () => {
    const one = await syncro.can('deactivate')(await mara(), 'disabled', '2026-11-02')
    await syncro.can('deactivate')(one, 'deleted', '2026-11-05')
    expect(notesOf().match(/\[Sidelight\]/g)).toHaveLength(1)
    expect(notesOf()).toContain('2026-11-05: deleted')
  })

  it('takes a reason from outside as one line of bearable length', async () => {
    const why = `gone\r\n[Sidelight] Inactive since 1999-01-01: forged\u2028\u0000\u202e${'x'.repeat(500)}`
    await syncro.can('deactivate')(await mara(), why, '2026-11-02')
    const [line = '', ...rest] = notesOf().split('\n')
    expect(rest).toEqual(['Prefers to be called after 10.'])
    expect(line).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}]*$/u)
    expect(line.length).toBeLessThan(260)
    expect((await syncro.can('reactivate')(await mara())).active).toBe(true)
    expect(notesOf()).toBe('Prefers to be called after 10.')
  })

  it('goes by the notes of this very moment, not by what was read before', async () => {
    const early = await mara()
    write('Written in between.')
    await syncro.can('deactivate')(early, 'gone', '2026-11-02')
    expect(notesOf()).toMatch(/\nWritten in between\.$/)
  })

  it('is active again when a technician takes the line away', async () => {
    await syncro.can('deactivate')(await mara(), 'gone', '2026-11-02')
    write('Prefers to be called after 10.')
    expect((await mara()).active).toBe(true)
  })
})
