import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Contact } from '../../../shared/psa/contact.ts'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import type { Has } from './fixtures.ts'
import { can, everyPage, normalValues, type Subject, sampleValues, subjectOf } from './subject.ts'

const handWritten = '\n Prefers to be called after 10.\r\nDoor code: ask Sela.\n\n  — Ruben\r\n'

/** Writing contacts: where the methods exist. */
export function contactsConform(fixture: PsaFixture, has: Has): void {
  it('says what it can write, and nothing without a method for it', () => {
    const { api } = subjectOf(fixture)
    const ids = (api.fields ?? []).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.includes('name')).toBe(has('createContact'))
    expect(has('deactivate')).toBe(has('reactivate'))
    if (has('createContact')) expect(has('contacts', 'contact', 'updateContact', 'normal')).toBe(true)
  })

  if (has('normal')) itIsStable(fixture)
  if (!has('createContact', 'contact', 'updateContact')) return

  it('makes a contact that is read back as it was meant', async () => {
    const subject = subjectOf(fixture)
    const values = sampleValues(subject)
    const created = await make(subject)
    expect([created.organisationId, created.active]).toEqual([organisationOf(subject), true])
    expect(normalValues(subject, created)).toEqual(normalValues(subject, { values }))
    expect(await can(subject, 'contact')(created.id)).toMatchObject({
      id: created.id,
      active: true,
      values: created.values,
    })
    if (subject.api.findContacts) {
      const found = await subject.api.findContacts(
        organisationOf(subject),
        (values.email ?? '').toUpperCase(),
      )
      expect(found.map(({ id }) => id)).toEqual([created.id])
    }
  })

  it('writes what it is given, and leaves everything else', async () => {
    const subject = subjectOf(fixture)
    const created = await make(subject)
    fixture.handWritten?.write(subject.psa, created.id, handWritten)
    const present = await can(subject, 'contact')(created.id)
    const updated = await can(subject, 'updateContact')(present, { name: 'Zoë Ångström-Vane' })
    expect(normalValues(subject, updated)).toEqual({
      ...normalValues(subject, present),
      name: can(subject, 'normal')('name', 'Zoë Ångström-Vane'),
    })
    expect([updated.id, updated.organisationId, updated.active]).toEqual([
      created.id,
      created.organisationId,
      true,
    ])
    expect(await can(subject, 'contact')(created.id)).toMatchObject({ values: updated.values })
    if (fixture.handWritten) expect(fixture.handWritten.read(subject.psa, created.id)).toBe(handWritten)
  })

  it('says that all is well when a value stands there already', async () => {
    const subject = subjectOf(fixture)
    const created = await make(subject)
    const again = await can(subject, 'updateContact')(created, sampleValues(subject))
    expect(normalValues(subject, again)).toEqual(normalValues(subject, created))
  })

  it('erases nothing by a blank', async () => {
    const subject = subjectOf(fixture)
    const created = await make(subject)
    const blanks = (subject.api.fields ?? [])
      .filter(({ id }) => id !== 'name')
      .map(({ id }, at) => [id, at % 2 ? '' : null])
    const after = await can(subject, 'updateContact')(created, Object.fromEntries(blanks))
    expect(normalValues(subject, after)).toEqual(normalValues(subject, created))
    expect(normalValues(subject, await can(subject, 'contact')(created.id))).toEqual(
      normalValues(subject, created),
    )
  })

  if (has('deactivate', 'reactivate')) itDeactivates(fixture)
  if (has('moveContact'))
    it('moves the same contact to another organisation', async () => {
      const subject = subjectOf(fixture)
      const created = await make(subject)
      const target = subject.seeded.organisations[1]?.id ?? ''
      const moved = await can(subject, 'moveContact')(created, target)
      expect([moved.id, moved.organisationId]).toEqual([created.id, target])
      expect(normalValues(subject, moved)).toEqual(normalValues(subject, created))
      expect(await idsIn(subject, target)).toContain(created.id)
      expect(await idsIn(subject, created.organisationId)).not.toContain(created.id)
    })
  if (has('createOrganisation'))
    it('makes an organisation that takes contacts', async () => {
      const subject = subjectOf(fixture)
      const { id } = await can(subject, 'createOrganisation')('Tailspin Toys')
      expect(await subject.api.organisation(id)).toMatchObject({ id, name: 'Tailspin Toys', disabled: false })
      const contact = await can(subject, 'createContact')(id, sampleValues(subject))
      expect(await idsIn(subject, id)).toEqual([contact.id])
    })
}

function itIsStable(fixture: PsaFixture): void {
  it('has a normal form that is its own normal form', () => {
    const { api } = subjectOf(fixture)
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom(...'<>&"\' \u00a0\t\r\n0+x#*()-.@aJe\u030c\u0301éİß', '<b>', '00', ' '),
      }),
    )
    for (const { id } of api.fields ?? []) {
      fc.assert(
        fc.property(text, (value) => {
          const once = api.normal?.(id, value)
          return once !== undefined && api.normal?.(id, once) === once
        }),
        { numRuns: 150 },
      )
    }
  })
}

function itDeactivates(fixture: PsaFixture): void {
  it('makes a contact inactive in the PSA’s own way, twice the same, and never deletes it', async () => {
    const subject = subjectOf(fixture)
    const created = await make(subject)
    fixture.handWritten?.write(subject.psa, created.id, handWritten)
    const before = await idsIn(subject, created.organisationId)
    const once = await can(subject, 'deactivate')(created, 'disabled in\nEntra', '2026-11-02')
    const twice = await can(subject, 'deactivate')(once, 'deleted in Entra', '2026-11-03')
    expect([once.active, twice.active, twice.id]).toEqual([false, false, created.id])
    expect(normalValues(subject, twice)).toEqual(normalValues(subject, created))
    expect(await idsIn(subject, created.organisationId)).toEqual(before)
    expect(subject.sent.map(({ method }) => method)).not.toContain('DELETE')
    if (fixture.handWritten) expect(fixture.handWritten.read(subject.psa, created.id)).toContain(handWritten)
  })

  it('brings it back as it was, twice the same, with what people wrote', async () => {
    const subject = subjectOf(fixture)
    const created = await make(subject)
    fixture.handWritten?.write(subject.psa, created.id, handWritten)
    const inactive = await can(subject, 'deactivate')(created, 'disabled in Entra', '2026-11-02')
    const back = await can(subject, 'reactivate')(inactive)
    const again = await can(subject, 'reactivate')(back)
    expect([back.active, again.active, again.id]).toEqual([true, true, created.id])
    expect(normalValues(subject, again)).toEqual(normalValues(subject, created))
    if (fixture.handWritten) expect(fixture.handWritten.read(subject.psa, created.id)).toBe(handWritten)
  })
}

const organisationOf = ({ seeded }: Subject): string => seeded.ticket.organisationId
const make = (subject: Subject): Promise<Contact> =>
  can(subject, 'createContact')(organisationOf(subject), sampleValues(subject))
async function idsIn(subject: Subject, organisationId: string): Promise<string[]> {
  const all = await everyPage((page) => can(subject, 'contacts')(organisationId, page))
  return all.map(({ id }) => id)
}
