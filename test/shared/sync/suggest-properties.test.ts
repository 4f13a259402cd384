import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SuggestOrganisation, type SuggestTenant, suggest } from '../../../shared/sync/suggest.ts'

// Few ids, names and domains, so that they meet; anybody's domains among them.
const domain = fc.constantFrom(
  'a.example',
  'b.example',
  'c.example',
  'd.example',
  'gmail.com',
  't.onmicrosoft.com',
)
const name = fc.constantFrom('Contoso Dental', 'Contoso Dental Ltd', 'Fabrikam', 'Northwind', '')
const anyTenant = fc.record({
  name,
  domains: fc.uniqueArray(domain, { maxLength: 3 }),
  mapped: fc.boolean(),
})
const anyOrganisation = fc.record({
  name,
  tenantId: fc.option(fc.constantFrom('t0', 'T1', 't9'), { freq: 4 }),
  ownDomains: fc.uniqueArray(domain, { maxLength: 1 }),
  contactDomains: fc.dictionary(domain, fc.integer({ min: 1, max: 4 }), { maxKeys: 3 }),
  mapped: fc.boolean(),
})
const anyWorld = fc
  .tuple(fc.array(anyTenant, { maxLength: 5 }), fc.array(anyOrganisation, { maxLength: 7 }))
  .map(([tenants, organisations]) => ({
    tenants: tenants.map((one, index): SuggestTenant => ({ ...one, id: `t${index}` })),
    organisations: organisations.map((one, index): SuggestOrganisation => ({ ...one, id: `o${index}` })),
  }))
type World = { tenants: SuggestTenant[]; organisations: SuggestOrganisation[] }

const told = ({ tenants, organisations }: World) => {
  const { suggestions, without } = suggest(tenants, organisations)
  return {
    suggestions: suggestions.map(({ tenant, organisation, confidence, reason }) => ({
      tenantId: tenant.id,
      organisationId: organisation.id,
      confidence,
      reason,
    })),
    without: without.map(({ id }) => id),
  }
}
const certainOf = (world: World) =>
  told(world).suggestions.filter(({ confidence }) => confidence === 'certain')

/** Accepts certain suggestions one by one, asking anew after each; returns what is then mapped. */
function accept(world: World, pick: (count: number) => number): string[] {
  const mapped: string[] = []
  for (let left = { ...world }; ; ) {
    const certain = certainOf(left)
    const one = certain[pick(certain.length)]
    if (!one) return mapped.sort()
    mapped.push(`${one.tenantId} ${one.organisationId}`)
    left = {
      tenants: left.tenants.map((item) => (item.id === one.tenantId ? { ...item, mapped: true } : item)),
      organisations: left.organisations.map((item) =>
        item.id === one.organisationId ? { ...item, mapped: true } : item,
      ),
    }
  }
}

describe('suggest, whatever the world', () => {
  it('says the same in whatever order tenants and organisations come', () => {
    const shuffled = anyWorld.chain((world) =>
      fc.record({
        world: fc.constant(world),
        tenants: fc.shuffledSubarray(world.tenants, { minLength: world.tenants.length }),
        organisations: fc.shuffledSubarray(world.organisations, { minLength: world.organisations.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ world, tenants, organisations }) => {
        expect(told({ tenants, organisations })).toEqual(told(world))
      }),
    )
  })

  it('is certain at most once of each tenant and each organisation', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const certain = certainOf(world)
        expect(new Set(certain.map(({ tenantId }) => tenantId)).size).toBe(certain.length)
        expect(new Set(certain.map(({ organisationId }) => organisationId)).size).toBe(certain.length)
      }),
    )
  })

  it('maps the same whichever certain suggestion is accepted first', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (world, picks) => {
        let turn = 0
        const first = accept(world, () => 0)
        const other = accept(world, (count) => (picks[turn++ % picks.length] ?? 0) % Math.max(count, 1))
        expect(other).toEqual(first)
        expect(first).toEqual(
          certainOf(world)
            .map((one) => `${one.tenantId} ${one.organisationId}`)
            .sort(),
        )
      }),
    )
  })

  it('never lets anybody’s domain make a suggestion', () => {
    const common = fc.constantFrom(
      'gmail.com',
      'Outlook.com',
      'hotmail.co.uk',
      'web.de',
      'x.mail.onmicrosoft.com',
    )
    fc.assert(
      fc.property(anyWorld, common, (world, shared) => {
        const everywhere = {
          tenants: world.tenants.map((one) => ({ ...one, domains: [...one.domains, shared] })),
          organisations: world.organisations.map((one) => ({
            ...one,
            ownDomains: [...one.ownDomains, shared],
          })),
        }
        expect(told(everywhere)).toEqual(told(world))
        for (const { reason } of told(everywhere).suggestions) expect(reason).not.toMatch(/gmail|onmicrosoft/)
      }),
    )
  })

  it('leaves out what is mapped, and lists every other tenant', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { suggestions, without } = told(world)
        const open = world.tenants.filter(({ mapped }) => !mapped).map(({ id }) => id)
        const listed = new Set([...suggestions.map(({ tenantId }) => tenantId), ...without])
        expect([...listed].sort()).toEqual(open.sort())
        const mapped = new Set(world.organisations.filter((one) => one.mapped).map(({ id }) => id))
        expect(suggestions.filter(({ organisationId }) => mapped.has(organisationId))).toEqual([])
      }),
    )
  })

  it('is never more than weak by a name alone', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const bare = world.organisations.map((one) => ({
          ...one,
          tenantId: null,
          ownDomains: [],
          contactDomains: {},
        }))
        const { suggestions } = told({ ...world, organisations: bare })
        expect(suggestions.filter(({ confidence }) => confidence !== 'weak')).toEqual([])
      }),
    )
  })
})

describe('suggest, for thousands', () => {
  it('finds the one organisation of each', () => {
    const count = 5000
    const tenants = Array.from({ length: count }, (_, index) => ({
      id: `t${index}`,
      name: `Tenant Number ${index}`,
      domains: [`t${index}.example`, 'msp.example'],
      mapped: false,
    }))
    const organisations = Array.from({ length: 2 * count }, (_, index) => ({
      id: `o${index}`,
      name: `Tenant Number ${index} Ltd`,
      tenantId: null,
      ownDomains: [`t${index}.example`],
      contactDomains: { [`t${index}.example`]: 9, 'gmail.com': 2 },
      mapped: false,
    }))
    const { suggestions } = suggest(tenants, organisations)
    const found = Object.fromEntries(
      suggestions.map(({ tenant, organisation }) => [tenant.id, organisation.id]),
    )
    expect(found).toEqual(Object.fromEntries(tenants.map(({ id }, index) => [id, `o${index}`])))
  })
})
