import { describe, expect, it } from 'vitest'
import { jsonChunks } from '../../../worker/store/json-chunks.ts'
import { startSyncing } from '../sync/bench.ts'

const bytes = (text: string) => new TextEncoder().encode(text).byteLength

describe('rows as JSON parameters', () => {
  it('keep every row, in order, below the size that D1 takes', () => {
    const rows = Array.from({ length: 999 }, (_, index) => ({ id: index, text: 'é'.repeat(1500) }))
    const chunks = jsonChunks(rows)
    expect(chunks.flatMap((chunk) => JSON.parse(chunk))).toEqual(rows)
    expect(chunks.length).toBe(4)
    for (const chunk of chunks) expect(bytes(chunk)).toBeLessThanOrEqual(1_000_000)
  })

  it('are none for no rows', () => {
    expect(jsonChunks([])).toEqual([])
  })
})

describe('a page of 999 persons with everything set', () => {
  it('reaches the mirror whole', async () => {
    const bench = await startSyncing()
    for (let index = 0; index < 996; index += 1) {
      const address = `person-${index}@northwind.example`
      bench.tenant.addUser({
        displayName: `Person ${index} ${'ü'.repeat(200)}`,
        userPrincipalName: address,
        mail: address,
        proxyAddresses: [
          `SMTP:${address}`,
          ...Array.from({ length: 8 }, (_, n) => `smtp:alias-${index}-${n}@northwind.example`),
        ],
        jobTitle: 'x'.repeat(120),
        department: 'y'.repeat(60),
      })
    }
    bench.tenant.deltaPageSize = 999
    await bench.tickNow()
    await bench.drain()
    expect((await bench.mirror()).size).toBe(999)
    expect(await bench.row()).toMatchObject({ persons: 999, problem_code: null })
  })
})
