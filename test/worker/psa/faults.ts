import { expect, it } from 'vitest'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import type { Has } from './fixtures.ts'
import { allTextOf, can, codeOf, refusalOf, type Subject, sampleValues, subjectOf } from './subject.ts'

const html = (status: number) =>
  new Response('<!doctype html><title>Please wait</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  })
/** A request for a token holds a form; everything else holds JSON or nothing. */
const isForToken = (request: Request) => /form-urlencoded/.test(request.headers.get('content-type') ?? '')

/** A busy PSA, one that is down, and answers that never come. */
export function faultsConform(fixture: PsaFixture, has: Has): void {
  it('says when it may be asked again', async () => {
    const { api, psa, seeded } = subjectOf(fixture)
    psa.throttle(1, '7')
    const refused = await refusalOf(api.ticket(seeded.ticket.id))
    expect([refused.code, refused.retryAfterSeconds]).toEqual(['psa.throttled', 7])
    await api.ticket(seeded.ticket.id)
    psa.throttle(1, null)
    expect((await refusalOf(api.ticket(seeded.ticket.id))).retryAfterSeconds).toBeGreaterThan(0)
  })

  it('calls maintenance what it is, and goes on afterwards', async () => {
    const { api, psa, seeded } = subjectOf(fixture)
    psa.down = true
    for (const work of [
      () => api.check(),
      () => api.ticket(seeded.ticket.id),
      () => api.organisations('', null),
    ])
      expect(await codeOf(work())).toBe('psa.unavailable')
    psa.down = false
    await api.ticket(seeded.ticket.id)
  })

  it('never takes a page for an answer', async () => {
    const subject = subjectOf(fixture)
    subject.spoil = async () => html(200)
    expect(await codeOf(subject.api.ticket(subject.seeded.ticket.id))).toBe('psa.malformed')
    expect(await codeOf(subject.api.organisations('', null))).toBe('psa.malformed')
  })

  it.each([
    ['null', null],
    ['a text', 'ok'],
    ['a list', [1, 2]],
    ['something else', { status: 'ok' }],
  ])('refuses to guess at %s', async (_what, answer) => {
    const subject = subjectOf(fixture)
    subject.spoil = async (request) => (isForToken(request) ? null : Response.json(answer))
    expect(await codeOf(subject.api.ticket(subject.seeded.ticket.id))).toBe('psa.malformed')
    expect(await codeOf(subject.api.organisations('', null))).toBe('psa.malformed')
  })

  it('keeps credentials out of what it says of a lost connection', async () => {
    const subject = subjectOf(fixture)
    subject.spoil = async (request) => {
      throw new TypeError('Network connection lost.', { cause: request.method })
    }
    const refused = await refusalOf(subject.api.ticket(subject.seeded.ticket.id))
    expect(refused.code).toBe('psa.unavailable')
    for (const secret of Object.values(fixture.wrongKey).concat(Object.values(fixture.credentials)))
      if (secret.length > 12 && !secret.includes('://')) expect(allTextOf(refused)).not.toContain(secret)
  })

  const lost = 'does not know whether it was done when the answer to %s is lost'
  if (has('createContact'))
    it(lost.replace('%s', 'a new contact'), async () => {
      const subject = subjectOf(fixture)
      const [organisation] = subject.seeded.organisations
      const work = () => can(subject, 'createContact')(organisation?.id ?? '', sampleValues(subject))
      await loses(subject, work)
    })
  if (has('note'))
    it(lost.replace('%s', 'a note'), async () => {
      const subject = subjectOf(fixture)
      await loses(subject, () => can(subject, 'note')(subject.seeded.ticket.id, 'Sidelight', 'Lost'))
      const notes = fixture.notes(subject.psa, subject.seeded.ticket.id)
      expect(
        notes.filter((note) => note.includes('Lost')),
        'written once, not repeated',
      ).toHaveLength(1)
    })
}

/** The PSA does its work, and the first answer to a POST of JSON never arrives. */
async function loses(subject: Subject, work: () => Promise<unknown>): Promise<void> {
  let posts = 0
  subject.spoil = async (request) => {
    if (request.method !== 'POST' || isForToken(request)) return null
    posts += 1
    await subject.psa.fetch(request)
    throw new TypeError('Network connection lost.')
  }
  expect(await codeOf(work())).toBe('psa.unknownOutcome')
  expect(posts, 'not repeated').toBe(1)
}
