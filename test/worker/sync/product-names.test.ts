import { describe, expect, it } from 'vitest'
import { licenceRows } from '../../../worker/store/overview.ts'
import { csvRows } from '../../../worker/sync/csv.ts'
import { productsOf, refreshProductNames } from '../../../worker/sync/product-names.ts'
import { start } from '../harness.ts'

const fieldService = '1e615a51-59db-4807-9957-aa83c3657351'
const premium = 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46'
const dayMs = 24 * 3_600_000
const head = 'Product_Display_Name,String_Id,GUID,Service_Plan_Name'

async function startReading(variables: Parameters<typeof start>[0] = {}) {
  const bench = await start(variables)
  const deps = { env: bench.env, now: bench.world.clock.now }
  return {
    ...bench,
    deps,
    asked: () =>
      bench.world.visits.filter(({ url }) => url.startsWith('https://download.microsoft.com/')).length,
    async nameOf(skuId: string) {
      await bench.db
        .prepare(
          `INSERT INTO licence_count (tenant_id, sku_id, part_number, status, applies_to, enabled, warning, suspended,
             consumed, hash) VALUES ('t', ?1, 'PART', 'Enabled', 'User', 1, 0, 0, 0, '') ON CONFLICT DO NOTHING`,
        )
        .bind(skuId)
        .run()
      return (await licenceRows(deps, 't')).find((row) => row.skuId === skuId)?.name
    },
    rows: async () => (await bench.db.prepare('SELECT * FROM product ORDER BY sku_id').all()).results,
  }
}

describe('product names', () => {
  it('come from Microsoft’s table at the tick, else from our own list, else they are the part number', async () => {
    const bench = await startReading()
    expect(await bench.nameOf(premium)).toBe('Microsoft 365 Business Premium')
    expect(await bench.nameOf(fieldService)).toBe('PART')
    await bench.tick()
    expect(await bench.nameOf(fieldService)).toBe('Dynamics 365 Field Service, Enterprise Edition')
    expect(await bench.nameOf('00000000-0000-4000-8000-000000000000')).toBe('PART')
    expect(bench.world.strays).toEqual([])
  })

  it('are read once a week, and an unchanged table is not sent again', async () => {
    const bench = await startReading()
    await bench.tick()
    bench.world.clock.advance(6 * dayMs)
    await bench.tick()
    expect(bench.asked()).toBe(1)
    const before = await bench.rows()
    bench.world.clock.advance(dayMs)
    await bench.tick()
    await bench.tick()
    expect(
      bench.world.visits.filter(({ url }) => url.includes('download')).map(({ status }) => status),
    ).toEqual([200, 304])
    expect(await bench.rows()).toEqual(before)
  })

  it.each([
    ['does not answer', null],
    ['is a page instead of a table', '<html>Service notice</html>'],
    ['has no product', `${head}\r\n`],
    ['is larger than 5 MB', `${head}\r\n${'x'.repeat(5_000_000)}`],
  ])('stay as they are when the place %s, and are tried again', async (_case, file) => {
    const bench = await startReading()
    await bench.tick()
    const before = await bench.rows()
    expect(before.length).toBeGreaterThan(3)
    const { file: good } = bench.world.productNames
    bench.world.productNames.file = file
    bench.world.clock.advance(8 * dayMs)
    await expect(refreshProductNames(bench.deps)).rejects.toMatchObject({ code: /^graph\./ })
    await bench.tick()
    expect(await bench.rows()).toEqual(before)
    bench.world.productNames.file = String(good).replace(
      'Microsoft 365 Business Premium',
      'Premium as renamed',
    )
    await bench.tick()
    expect(await bench.nameOf(premium)).toBe('Premium as renamed')
  })

  it('are asked over https alone', async () => {
    const bench = await startReading({ PRODUCT_NAMES_URL: 'http://download.microsoft.com/names.csv' })
    await expect(refreshProductNames(bench.deps)).rejects.toMatchObject({ code: 'config.missing' })
    expect(bench.asked()).toBe(0)
  })

  it('are read from a table with a mark at its start, in either encoding', async () => {
    const bench = await startReading()
    const table = `${head}\r\nVisio für Büros,VISIO,${premium},X`
    const utf8 = new TextEncoder().encode(`\ufeff${table}`)
    bench.world.productNames.file = utf8
    await bench.tick()
    expect(await bench.nameOf(premium)).toBe('Visio für Büros')
    bench.world.productNames.file = Uint8Array.from(table.replace('für', 'statt'), (c) => c.charCodeAt(0))
    bench.world.clock.advance(8 * dayMs)
    bench.world.productNames.fetch = () => new Response(bench.world.productNames.file)
    await bench.tick()
    expect(await bench.nameOf(premium)).toBe('Visio statt Büros')
  })

  it('are keyed by GUID whatever its case; rows without one are left out', () => {
    const text = `${head}\nOne,A,${premium.toUpperCase()},P\nTwo,A,${premium},P\nThree,A,none,P\n,A,${fieldService},P\nshort`
    expect(productsOf(text)).toEqual([{ skuId: premium, name: 'One' }])
  })
})

describe('rows of a comma-separated text', () => {
  it('keep commas, line ends and quotes inside quotes', () => {
    expect(csvRows('a,"b, ""c""\r\nd",e\r\n,,\nlast')).toEqual([
      ['a', 'b, "c"\r\nd', 'e'],
      ['', '', ''],
      ['last'],
    ])
  })

  it('end with the text, closed quotes or not', () => {
    expect(csvRows('')).toEqual([])
    expect(csvRows('a,')).toEqual([['a', '']])
    expect(csvRows('"open,b')).toEqual([['"open', 'b']])
    expect(csvRows('a"b"c,d')).toEqual([['a"b"c', 'd']])
  })
})
