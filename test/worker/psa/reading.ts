import { expect, it } from 'vitest'
import type { PsaDefinition } from '../../../shared/psa/psa.ts'
import { typedAddress } from '../../../worker/psa/address.ts'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import type { Has } from './fixtures.ts'
import { allTextOf, can, everyPage, refusalOf, subjectOf } from './subject.ts'

/** Credentials, hosts, organisations and lists of contacts. */
export function readingConforms(psa: PsaDefinition, fixture: PsaFixture, has: Has): void {
  it('finds the account in the form, and none in a bad one', () => {
    expect(psa.accountFrom(fixture.credentials, typedAddress)).toBe(fixture.account)
    for (const bad of fixture.badCredentials)
      expect(psa.accountFrom(bad, typedAddress), JSON.stringify(bad)).toBeNull()
  })

  it('knows the hosts of an account, and the account of a host where the name says it', () => {
    const hosts = psa.hostsOf(fixture.account)
    expect(hosts.length).toBeGreaterThan(0)
    for (const host of hosts) {
      expect(typedAddress(`https://${host}`)?.host).toBe(host)
      if (psa.accountOf) expect(psa.accountOf(host)).toBe(fixture.account)
      expect(psa.accountOf?.(`${host}.evil.example`) ?? null).toBeNull()
      expect(psa.accountOf?.(`evil-${host}`) ?? null).not.toBe(fixture.account)
    }
  })

  it('says who the key is, of whom it asks what, and never the key', async () => {
    const { api } = subjectOf(fixture)
    const { connectedAs } = await api.check()
    expect(connectedAs.trim().length).toBeGreaterThan(3)
    for (const secret of secretsOf(psa, fixture)) expect(connectedAs).not.toContain(secret)
    expect(psa.keyPermissions.length).toBeGreaterThan(0)
  })

  it('says in words that a key is wrong, and never the key', async () => {
    const refused = await refusalOf(subjectOf(fixture).as(fixture.wrongKey).check())
    expect(['psa.keyRefused', 'psa.permission']).toContain(refused.code)
    const wrong = { ...fixture, credentials: fixture.wrongKey }
    for (const secret of [...secretsOf(psa, fixture), ...secretsOf(psa, wrong)])
      expect(allTextOf(refused)).not.toContain(secret)
  })

  it('sends to the hosts of the account alone, over https, no redirect followed', async () => {
    const subject = subjectOf(fixture)
    const { api, seeded, psa: embedded } = subject
    await api.check()
    await api.organisations('', null)
    await api.ticket(seeded.ticket.id)
    if (seeded.crowded) await api.contacts?.(seeded.crowded.organisationId, null)
    expect(subject.sent.length).toBeGreaterThanOrEqual(3)
    for (const request of subject.sent) {
      const { protocol, hostname } = new URL(request.url)
      expect([protocol, request.redirect]).toEqual(['https:', 'manual'])
      expect(embedded.hosts).toContain(hostname)
    }
  })

  it('reads organisations to the last, each once, and each by its id', async () => {
    const { api, seeded } = subjectOf(fixture)
    const all = await everyPage((page) => api.organisations('', page))
    const ids = all.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, name } of seeded.organisations) {
      expect(all.find((one) => one.id === id)?.name, id).toBe(name)
      expect(await api.organisation(id)).toMatchObject({ id, name })
    }
  })

  it('finds an organisation by a part of its name', async () => {
    const { api, seeded } = subjectOf(fixture)
    const [first] = seeded.organisations
    const found = await everyPage((page) => api.organisations(first?.name.slice(0, 6) ?? '', page))
    expect(found.map(({ id }) => id)).toContain(first?.id)
    expect(await everyPage((page) => api.organisations('Nobody has this name', page))).toEqual([])
  })

  it('says that an organisation is not there', async () => {
    for (const id of ['../me', '1?x', '', '%2e%2e'])
      expect((await refusalOf(subjectOf(fixture).api.organisation(id))).code).toBe('psa.notFound')
  })

  if (has('contacts'))
    it('reads contacts to the last, each once, of one organisation alone', async () => {
      const subject = subjectOf(fixture)
      const { crowded } = subject.seeded
      if (!crowded) throw new Error('The fixture has no organisation with more contacts than fit on a page.')
      const all = await everyPage((page) => can(subject, 'contacts')(crowded.organisationId, page))
      expect(all).toHaveLength(crowded.contacts)
      expect(new Set(all.map(({ id }) => id)).size).toBe(crowded.contacts)
      expect(new Set(all.map(({ organisationId }) => organisationId))).toEqual(
        new Set([crowded.organisationId]),
      )
      expect(subject.sent.length, 'more than one page').toBeGreaterThan(1)
    })

  if (has('addresses'))
    it('reads addresses of contacts of all organisations, for suggesting mappings', async () => {
      const subject = subjectOf(fixture)
      const all = await everyPage((page) => can(subject, 'addresses')(page))
      expect(new Set(all.map(({ organisationId }) => organisationId)).size).toBeGreaterThan(1)
      for (const { email } of all) expect(email).toContain('@')
    })
}

function secretsOf({ credentials }: PsaDefinition, fixture: Pick<PsaFixture, 'credentials'>): string[] {
  const secrets = Object.keys(credentials).filter((name) => credentials[name]?.kind === 'secret')
  return secrets.map((name) => fixture.credentials[name] ?? '').filter((value) => value.length > 3)
}
