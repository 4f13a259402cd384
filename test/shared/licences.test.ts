import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFreeSku, knownProducts, licenceProblem, productName } from '../../shared/licences.ts'

/** Microsoft's own list, which is not part of this repository: `SKU_NAMES` says where a copy lies. */
const list =
  process.env.SKU_NAMES ?? new URL('../../../shared/reference/data/microsoft-sku-names.csv', import.meta.url)

describe('names of products', () => {
  it('come by id, in any case', () => {
    expect(productName('CBDC14AB-D96C-4C30-B9F4-6ADA7CDC1D46', 'SPB')).toBe('Microsoft 365 Business Premium')
  })
  it('fall back to the part number for products that nobody has named yet', () => {
    expect(productName('00000000-0000-4000-8000-000000000001', 'NEW_THING')).toBe('NEW_THING')
    expect(productName('00000000-0000-4000-8000-000000000001', '')).toBe(
      '00000000-0000-4000-8000-000000000001',
    )
  })
  it('tell free products from those with seats', () => {
    expect(isFreeSku('f30db892-07e9-47e9-837c-80727f46fd3d', 'FLOW_FREE')).toBe(true)
    expect(isFreeSku('cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', 'SPB')).toBe(false)
    expect(isFreeSku('00000000-0000-4000-8000-000000000001', 'POWERAPPS_VIRAL')).toBe(true)
  })

  it.skipIf(!existsSync(list))('have the ids and part numbers of Microsoft’s list', () => {
    const text = readFileSync(list, 'latin1')
    const listed = new Map(
      text.split('\n').flatMap((line) => {
        const found = /,([^,]+),([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}),/i.exec(line)
        return found?.[1] && found[2] ? [[found[2].toLowerCase(), found[1]] as const] : []
      }),
    )
    expect(listed.size).toBeGreaterThan(500)
    expect(knownProducts().filter(({ skuId, partNumber }) => listed.get(skuId) !== partNumber)).toEqual([])
  })
})

describe('what is wrong with a licence', () => {
  it.each([
    'CountViolation',
    'MutuallyExclusiveViolation',
    'DependencyViolation',
    'ProhibitedInUsageLocationViolation',
    'UniquenessViolation',
    'Other',
    'Others',
    'SomethingNew',
    'constructor',
  ])('has words for people, never Microsoft’s code: %s', (error) => {
    const words = licenceProblem('Error', error)
    expect(words).toMatch(/^[A-Z].*\.$/)
    expect(words).not.toContain(error)
  })

  it('is nothing where a licence is active, and told where it is not, without a code too', () => {
    expect(licenceProblem('Active', null)).toBeNull()
    expect(licenceProblem('ActiveWithError', null)).not.toBeNull()
    expect(licenceProblem('Error', null)).not.toBeNull()
    expect(licenceProblem('Disabled', null)).not.toBeNull()
  })
})
