import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actions } from '../shared/actions/index.ts'
import { psas } from '../shared/psa/index.ts'
import { liveReadings } from '../worker/live/index.ts'
import { resources } from '../worker/sync/resources/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** Rows of a Markdown table between two markers, without its head. */
function rowsBetween(start: string, end: string): string[][] {
  const part = readme.split(start)[1]?.split(end)[0] ?? ''
  const lines = part.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

describe('the README', () => {
  const rows = rowsBetween('<!-- permissions:start -->', '<!-- permissions:end -->')
  const listed = (application: string) =>
    rows
      .filter((row) => row[1] === application)
      .map((row) => row[0])
      .sort()
  const unique = (permissions: readonly string[]) => [...new Set(permissions)].sort()

  it('lists exactly the permissions that the sync’s resources and the live readings declare for the reader', () => {
    const readings = [...resources, ...Object.values(liveReadings)]
    expect(listed('reader')).toEqual(unique(readings.flatMap(({ permissions }) => [...permissions])))
  })

  it('lists exactly the permissions that the actions declare for the operator', () => {
    expect(listed('operator')).toEqual(unique(actions.flatMap(({ permissions }) => [...permissions])))
  })

  it('says of every permission what it is for', () => {
    for (const [permission, , purpose] of rows)
      expect(`${permission}: ${purpose}`.length).toBeGreaterThan((permission?.length ?? 0) + 15)
  })

  it.each(psas.map(({ name, keyPermissions }) => [name, keyPermissions] as const))(
    'lists what a key of %s must be allowed to do',
    (name, keyPermissions) => {
      const row = readme.split('\n').find((line) => line.startsWith(`| ${name} |`))
      expect(
        row
          ?.split('|')[3]
          ?.split('·')
          .map((permission) => permission.trim()),
      ).toEqual(keyPermissions)
    },
  )

  it('explains every variable and secret that the worker reads, and no other', () => {
    const declared = readFileSync(new URL('../worker/env.ts', import.meta.url), 'utf8').matchAll(
      /^ {2}([A-Z][A-Z_]+)\??: string$/gm,
    )
    const explained = readme.matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)
    expect([...explained].map((match) => match[1]).sort()).toEqual(
      [...declared].map((match) => match[1]).sort(),
    )
  })
})
