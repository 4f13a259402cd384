import { expect, it } from 'vitest'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import type { Has } from './fixtures.ts'
import { can, codeOf, subjectOf } from './subject.ts'

/** Who asks, and the private note. */
export function ticketsConform(fixture: PsaFixture, has: Has): void {
  it('resolves who asks: the ticket’s own contact, its number and its organisation', async () => {
    const { api, seeded } = subjectOf(fixture)
    const { id, number, organisationId, contact } = seeded.ticket
    const ticket = await api.ticket(id)
    expect([ticket.id, ticket.number, ticket.organisation?.id]).toEqual([id, number, organisationId])
    expect(ticket.contact?.id).toBe(contact.id)
    expect(ticket.contact?.email?.toLowerCase()).toBe(contact.email?.toLowerCase())
    expect([ticket.contact?.name, ticket.subject, ticket.organisation?.name]).not.toContain('')
  })

  it('says that nobody is named on a ticket instead of taking somebody', async () => {
    const { api, seeded } = subjectOf(fixture)
    if (seeded.ticketWithoutContact === null) return
    expect((await api.ticket(seeded.ticketWithoutContact)).contact).toBeNull()
  })

  it.each(['../me', '1/../../me', '1?x=1', '', '-1', '1 OR 1=1', '%2e%2e/me'])(
    'sends nothing for %j as the id of a ticket',
    async (id) => {
      const subject = subjectOf(fixture)
      expect(await codeOf(subject.api.ticket(id))).toBe('psa.notFound')
      expect(subject.sent).toEqual([])
    },
  )

  if (has('note'))
    it('writes notes that no customer sees, as plain text', async () => {
      const subject = subjectOf(fixture)
      const { psa, seeded } = subject
      const before = {
        seen: fixture.seenByCustomer(psa, seeded.ticket.id),
        all: fixture.notes(psa, seeded.ticket.id),
      }
      await can(subject, 'note')(seeded.ticket.id, 'Sidelight', 'Password reset by Tilda\nSecond line')
      const after = fixture.notes(psa, seeded.ticket.id)
      expect(after).toHaveLength(before.all.length + 1)
      const [written = ''] = after.filter((note) => !before.all.includes(note))
      expect(written).toContain('Password reset by Tilda')
      expect(written).toContain('Second line')
      expect(fixture.seenByCustomer(psa, seeded.ticket.id)).toEqual(before.seen)
    })

  if (has('hasNote'))
    it('finds a note of a ticket by a line of it, and none that is not there', async () => {
      const subject = subjectOf(fixture)
      const { id } = subject.seeded.ticket
      const hasNote = can(subject, 'hasNote')
      const line = 'Record: 019a-4b5e <&> "7"'
      expect(await hasNote(id, line)).toBe(false)
      await can(subject, 'note')(id, 'Sidelight', `Password reset by Tilda\n${line}`)
      expect(await hasNote(id, line)).toBe(true)
      expect(await hasNote(id, 'Record: 019a-4b5f')).toBe(false)
    })
}
