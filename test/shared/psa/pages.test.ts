import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { psas } from '#shared/psa/index.ts'
import type { PageContent, PsaPage } from '#shared/psa/page.ts'
import { type PsaFixture, pageUrlOf } from '../../fixtures/psa/fixture.ts'

const folder = fileURLToPath(new URL('../../fixtures/pages/', import.meta.url))

interface Read {
  page: PsaPage
  fixture: PsaFixture
}
async function load(id: string): Promise<Read> {
  const [page, fixture] = await Promise.all([
    import(`../../../shared/psa/${id}/page.ts`),
    import(`../../fixtures/psa/${id}.ts`),
  ])
  return { page: page.default, fixture: fixture.default }
}
const all = await Promise.all(psas.map(async (psa) => ({ ...(await load(psa.id)), psa })))

function bodyOf(file: string): Window['document'] {
  const { document } = new Window({ settings: { navigation: { disableChildFrameNavigation: true } } })
  document.write(readFileSync(folder + file, 'utf8'))
  return document
}

describe.each(all)('pages of $psa.name', ({ psa, page, fixture }) => {
  it('are tickets, and pages that are none', () => {
    const tickets = fixture.pages.filter(({ ticket }) => ticket !== null)
    expect(tickets.length).toBeGreaterThan(0)
    expect(fixture.pages.length).toBeGreaterThan(tickets.length)
  })

  it.each(fixture.pages)('say which ticket is open by their address alone: $name', ({ address, ticket }) => {
    expect(page.ticket(pageUrlOf(address))).toBe(ticket)
  })

  it.each(fixture.pages)('are of one record at most, by their address: $name', (known) => {
    const url = pageUrlOf(known.address)
    expect(page.contact?.(url) ?? null).toBe(known.contact ?? null)
    expect(page.organisation?.(url) ?? null).toBe(known.organisation ?? null)
    expect([known.ticket, known.contact, known.organisation].filter(Boolean).length).toBeLessThanOrEqual(1)
  })

  it.each(fixture.pages.filter(({ ticket }) => ticket !== null))(
    'name the contact alone, never who else has an address there: $name',
    ({ file, shown }) => {
      const content = bodyOf(file) as unknown as PageContent
      expect(page.read?.(content) ?? null).toEqual(shown ?? null)
    },
  )

  it.each(fixture.pages)('stand at a host of the account: $name', ({ address }) => {
    expect(psa.hostsOf(fixture.account)).toContain(new URL(address).hostname)
  })

  it.each(fixture.pages)('are small pages made by us: $name', ({ file }) => {
    expect(bodyOf(file).body.children.length).toBeGreaterThan(0)
    expect(readFileSync(folder + file, 'utf8')).not.toMatch(/<script[^>]+src=|<link[^>]+href=/)
  })

  it('name what the card must not cover in selectors that a browser reads', () => {
    for (const { file } of fixture.pages)
      for (const selector of page.avoid) expect(() => bodyOf(file).querySelectorAll(selector)).not.toThrow()
  })
})
