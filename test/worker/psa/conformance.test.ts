import { describe, expect, it } from 'vitest'
import type { PsaApi } from '../../../shared/psa/api.ts'
import { psas } from '../../../shared/psa/index.ts'
import { apis } from '../../../worker/psa/apis.ts'
import { contactsConform } from './contacts.ts'
import { faultsConform } from './faults.ts'
import { findFixture } from './fixtures.ts'
import { readingConforms } from './reading.ts'
import { subjectOf } from './subject.ts'
import { ticketsConform } from './tickets.ts'

/**
 * What every PSA keeps to, whatever it is: who adds an adapter adds its fixture (test/fixtures/psa/<id>.ts) and gets
 * these tests with it.
 */
describe('the registry', () => {
  it('has an API and a fixture for every PSA, and for nothing else', async () => {
    expect(Object.keys(apis).sort()).toEqual(psas.map(({ id }) => id).sort())
    for (const { id } of psas) expect((await findFixture(id))?.id, `test/fixtures/psa/${id}.ts`).toBe(id)
  })
})

for (const psa of psas) {
  const fixture = await findFixture(psa.id)
  if (!fixture) continue
  const has = (...names: (keyof PsaApi)[]) => {
    const { api } = subjectOf(fixture)
    return names.every((name) => api[name] !== undefined)
  }
  describe(psa.name, () => {
    readingConforms(psa, fixture, has)
    ticketsConform(fixture, has)
    faultsConform(fixture, has)
    contactsConform(fixture, has)
  })
}
