import { beforeEach, describe, expect, it } from 'vitest'
import itflowPsa from '#shared/psa/itflow/index.ts'
import { clientIds, contactIds, ticketIds } from '../../world/itflow/seed.ts'
import { refused as refusal } from './bench.ts'
import { refusalOf } from './desk.ts'
import { type Opened, openItflow } from './itflow-account.ts'

const contoso = String(clientIds.contoso)

let itflow: Opened
beforeEach(() => {
  itflow = openItflow()
})

describe('writing to ITFlow', () => {
  const values = { name: 'Tove Lindqvale', email: 'tove@contoso.example' }

  it('refuses in words what ITFlow would refuse without any', async () => {
    const create = itflow.can('createContact')
    expect(await refusal(create(contoso, { name: 'A' }))).toEqual([
      'psa.rejected',
      'ITFlow takes no contact without an e-mail address.',
    ])
    expect((await refusal(create(contoso, { ...values, name: ' <br> ' })))[1]).toContain('without a name')
    const endless = `${'x'.repeat(200)}@contoso.example`
    expect((await refusal(create(contoso, { ...values, email: endless })))[1]).toContain('200 characters')
    expect(
      (await refusal(itflow.can('updateContact')(await itflow.mara(), { email: endless })))[1],
    ).toContain('200 characters')
    expect(
      (await refusal(create(contoso, { name: 'A', email: 'IDRIS.fennimore@contoso.example' })))[1],
    ).toContain('perhaps archived')
    expect(itflow.account.log).toEqual([])
  })

  it('makes no contact of a client that is not there', async () => {
    expect((await refusalOf(itflow.can('createContact')('999', values))).code).toBe('psa.notFound')
    expect(itflow.account.contactsOf(999)).toEqual([])
    await itflow.can('createContact')(contoso, values)
    itflow.sent = []
    await itflow.can('createContact')(contoso, { ...values, email: 'two@contoso.example' })
    expect(itflow.sent.map(({ path }) => path)).toEqual(['/contacts/create.php', '/contacts/read.php'])
  })

  it('does not know the outcome when the new contact cannot be read back', async () => {
    itflow.instead = (request) =>
      request.url.includes('contact_id=') ? new Response(null, { status: 500 }) : null
    expect((await refusalOf(itflow.can('createContact')(contoso, values))).code).toBe('psa.unknownOutcome')
    expect(itflow.account.contactsOf(1).filter(({ email }) => email === values.email)).toHaveLength(1)
  })

  it('cuts names to what fits, and sends what ITFlow keeps', async () => {
    const long = `Zoë 🦷 ${'x'.repeat(300)}`
    const created = await itflow.can('createContact')(contoso, {
      ...values,
      name: long,
      title: '<b>R&D</b> <3\u0000 team',
      phone: 'ask reception',
      department: '\ud83e half',
    })
    expect([...(created.values.name ?? '')]).toHaveLength(200)
    expect(created.values).toMatchObject({ title: 'R&D 3 team', phone: null, department: '\ufffd half' })
    for (const field of ['name', 'title'] as const)
      expect(itflow.can('normal')(field, created.values[field] ?? '')).toBe(
        itflow.can('normal')(field, { name: long, title: '<b>R&D</b> <3\u0000 team' }[field]),
      )
  })

  it('sends nothing where nothing differs, and takes “False” for what stands there already', async () => {
    const before = await itflow.mara()
    itflow.sent = []
    const same = { name: 'Mara Ellingsworth', phone: '+1 (555) 0100-142', title: null }
    expect(await itflow.can('updateContact')(before, same)).toEqual(before)
    expect(itflow.sent).toEqual([])
    const contact = itflow.account.contacts.get(contactIds.mara)
    if (contact) contact.title = 'Manager'
    expect((await itflow.can('updateContact')(before, { title: 'Manager' })).values.title).toBe('Manager')
    const elsewhere = { ...before, organisationId: '2' }
    expect(await refusal(itflow.can('updateContact')(elsewhere, { title: 'X' }))).toEqual([
      'psa.rejected',
      'ITFlow did not change the contact.',
    ])
  })

  it('writes a number beside the country code that was typed by hand, and none of another country', async () => {
    await itflow.can('updateContact')(await itflow.mara(), { phone: '+1 555 0100 999' })
    expect(itflow.account.contacts.get(contactIds.mara)).toMatchObject({
      phoneCountryCode: '1',
      phone: '5550100999',
    })
    const after = await itflow.can('updateContact')(await itflow.mara(), {
      phone: '+49 30 1234',
      title: 'Manager',
    })
    expect(after.values).toMatchObject({ phone: '+1 5550100999', title: 'Manager' })
  })

  it('archives and brings back, and says when ITFlow does not', async () => {
    const gone = await itflow.can('deactivate')(await itflow.mara(), 'gone', '2026-11-02')
    expect([gone.active, itflow.account.contacts.get(contactIds.mara)?.notes]).toEqual([
      false,
      'Prefers to be called after 10.',
    ])
    const elsewhere = { ...gone, organisationId: '2' }
    expect(await refusal(itflow.can('reactivate')(elsewhere))).toEqual([
      'psa.rejected',
      'ITFlow did not bring the contact back.',
    ])
    expect((await refusalOf(itflow.can('deactivate')({ ...gone, id: '999' }, '', ''))).code).toBe(
      'psa.notFound',
    )
  })

  it('makes a client, its name without markup', async () => {
    const made = await itflow.can('createOrganisation')(' <i>Tailspin</i> Toys ')
    expect(made).toMatchObject({ name: 'Tailspin Toys', disabled: false })
    expect((await refusal(itflow.can('createOrganisation')('<br>')))[1]).toContain('without a name')
  })

  it('cannot move a contact, and says so', () => {
    expect(itflow.api.moveContact).toBeUndefined()
    expect(itflowPsa.cannot.join()).toContain('cannot move')
  })

  it('writes notes as HTML that shows the very text, internal, for keys that see some clients too', async () => {
    itflow.account.key.user.deniedClients.add(0)
    await itflow.can('note')(String(ticketIds.mara), 'Sidelight', 'Reset <script>alert(1)</script>\r\n"R&D"')
    expect(itflow.account.tickets.get(ticketIds.mara)?.replies.at(-1)).toMatchObject({
      type: 'Internal',
      reply: 'Sidelight<br><br>Reset &lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;R&amp;D&quot;',
    })
    expect((await refusalOf(itflow.can('note')('999', 'a', 'b'))).code).toBe('psa.notFound')
  })

  it('says that an ITFlow is too old for notes', async () => {
    itflow.instead = (request) =>
      request.method === 'POST' ? new Response('<title>404</title>', { status: 404 }) : null
    expect(await refusal(itflow.can('note')(String(ticketIds.mara), 'a', 'b'))).toEqual([
      'psa.unsupported',
      'This ITFlow is too old to take notes.',
    ])
  })
})
