import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folder = new URL('../migrations/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))

/** Migrations that landed: their text is fixed (SHA-256), because databases have run them. */
const landed: Record<string, string> = {
  '0000_start.sql': '7a037dce83f0b05823824c8589daec6976c2033ab82827fde582e248384e95e3',
  '0001_sync.sql': '06804ecb8d19c19c0ad6ac5e6072acb7e7b69aa2687f6507f1661a2cf0885fef',
  '0002_contacts.sql': 'f13c99404574de3c177d75ca80ee6ae28f8119c56427e30e051a89dd54d21635',
  '0003_search.sql': 'a4be047f100c2ad64de41268390007fcd1766bff4cc92d0858b59dbcb8179a13',
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

describe('migrations', () => {
  it.each(files)('%s drops no table and does not count on foreign_keys=OFF, which D1 ignores', (name) => {
    const sql = readFileSync(new URL(name, folder), 'utf8')
    // A rebuild's DROP TABLE fires ON DELETE CASCADE on D1: child rows vanish and the migration reports success.
    expect(sql).not.toMatch(/drop\s+table/i)
    expect(sql).not.toMatch(/foreign_keys\s*=\s*off/i)
    expect(sql).not.toMatch(/on\s+delete\s+cascade/i)
  })

  it.each(Object.keys(landed))('%s is as it was when it landed', async (name) => {
    expect(await sha256(readFileSync(new URL(name, folder), 'utf8'))).toBe(landed[name])
  })

  it('gives every table with a key of several columns WITHOUT ROWID, which saves a written row a change', () => {
    const sql = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n')
    const composite = [...sql.matchAll(/CREATE TABLE `(\w+)` \([^;]*PRIMARY KEY\([^)]*,[^)]*\)\n\)([^;]*);/g)]
    expect(composite.length).toBeGreaterThan(5)
    for (const [, table, tail] of composite) expect(`${table}${tail}`).toBe(`${table} WITHOUT ROWID`)
  })
})
