import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import product from '../package.json' with { type: 'json' }
import { browsers, buildExtension } from '../scripts/build.ts'

/** The parts of a manifest that ask something of a person. */
interface Manifest {
  version: string
  permissions: string[]
  host_permissions?: string[]
  optional_permissions?: string[]
  optional_host_permissions: string[]
  web_accessible_resources?: unknown[]
  content_scripts?: unknown[]
  key?: string
  browser_specific_settings?: { gecko: { id: string; data_collection_permissions: { required: string[] } } }
}

const folder = mkdtempSync(join(tmpdir(), 'sidelight-manifests-'))
const built = (browser: string, file: string) => readFileSync(join(folder, `${browser}-mv3`, file), 'utf8')
const manifestOf = (browser: string) => JSON.parse(built(browser, 'manifest.json')) as Manifest

beforeAll(() => {
  for (const browser of browsers) buildExtension({ forTests: false, browser, into: folder })
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(browsers)('what is shipped for %s', (browser) => {
  it('has the manifest that was last looked at', () => {
    const { version, ...manifest } = manifestOf(browser)
    expect(version).toBe(product.version)
    expect(manifest).toMatchSnapshot()
  })

  it('has no access to any page, and puts nothing into one, until a person enables it there', () => {
    const { host_permissions, content_scripts, web_accessible_resources } = manifestOf(browser)
    expect([host_permissions, content_scripts, web_accessible_resources]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('the README', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const rows = (name: string) =>
    (readme.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))

  it('explains every permission of each browser, and no other', () => {
    const explained = rows('extension-permissions')
    for (const [column, browser] of [
      [2, 'chrome'],
      [2, 'edge'],
      [3, 'firefox'],
    ] as const) {
      const manifest = manifestOf(browser)
      const asked = [
        ...manifest.permissions,
        ...(manifest.optional_permissions ?? []),
        ...(manifest.host_permissions ?? []),
        ...manifest.optional_host_permissions,
      ]
      expect(explained.flatMap((row) => (row[column] === 'no' ? [] : [row[1]])).sort()).toEqual(asked.sort())
    }
    for (const row of explained) expect(row[4]?.length, row[1]).toBeGreaterThan(15)
  })

  it('explains what Firefox is told about data that is sent', () => {
    const { required } = manifestOf('firefox').browser_specific_settings?.gecko
      .data_collection_permissions ?? { required: [] }
    const explained = rows('extension-data')
    expect(explained.map((row) => row[1]).sort()).toEqual([...required].sort())
    for (const row of explained) expect(row[2]?.length, row[1]).toBeGreaterThan(15)
  })
})

describe('ids of the extension', () => {
  const text = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
  /** https://developer.chrome.com/docs/extensions/reference/manifest/key: 128 bits of the key's hash, a to p. */
  const chromiumId = (key: string) =>
    createHash('sha256')
      .update(Buffer.from(key, 'base64'))
      .digest('hex')
      .slice(0, 32)
      .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  const firefoxId = () => manifestOf('firefox').browser_specific_settings?.gecko.id ?? ''

  it('are those that the README and the policy examples tell an administrator', () => {
    const ids = [chromiumId(manifestOf('chrome').key ?? ''), firefoxId()]
    expect(manifestOf('edge').key).toBe(manifestOf('chrome').key)
    for (const id of ids) for (const path of ['README.md', 'docs/policy.md']) expect(text(path)).toContain(id)
  })

  it('make the redirect addresses of the README, which the embedded Microsoft insists on', () => {
    const addresses = [
      `https://${chromiumId(manifestOf('chrome').key ?? '')}.chromiumapp.org/`,
      `https://${createHash('sha1').update(firefoxId()).digest('hex')}.extensions.allizom.org/`,
    ]
    for (const address of addresses)
      for (const path of ['README.md', 'test/world/microsoft/registrations.ts'])
        expect(text(path)).toContain(address)
  })

  it('come with every policy that the schema of Chrome and Edge declares', () => {
    const { properties } = JSON.parse(built('chrome', 'managed-schema.json')) as { properties: object }
    for (const name of Object.keys(properties)) expect(text('docs/policy.md')).toContain(`| \`${name}\` |`)
  })
})

describe('Mozilla’s linter', () => {
  interface Finding {
    code: string
    file: string
    line: number
    column: number
  }
  /** Whose code it is, by what stands around; chunks are named by their contents, so their names say nothing. */
  const excerpt = ({ file, line, column }: Finding) =>
    built('firefox', file)
      .split('\n')
      [line - 1]?.slice(Math.max(0, column - 120), column + 40) ?? ''
  /**
   * Assignments to innerHTML in libraries. Preact's stands behind dangerouslySetInnerHTML, which nothing here uses
   * (test/structure.test.ts); it is there twice, for the pages and for the card. FAST, on which Fluent's controls are
   * built, writes its own styles (twice) and its own templates: constants of the library. Chartist's takes a label that
   * is handed over as text; its own axes hand over an element with the text in it.
   */
  const known: [string, RegExp][] = [
    ['Preact', /__html/],
    ['FAST: styles', /createElement\(`style`\)/],
    ['FAST: templates', /\.createHTML\(/],
    ['Chartist', /=e\.firstChild\}/],
  ]
  const nameOf = (finding: Finding) =>
    finding.code === 'UNSAFE_VAR_ASSIGNMENT'
      ? (known.find(([, pattern]) => pattern.test(excerpt(finding)))?.[0] ?? excerpt(finding))
      : `${finding.code} in ${finding.file}`

  it('finds no error in the Firefox package, and no warning but those known', () => {
    const linter = fileURLToPath(new URL('../node_modules/.bin/addons-linter', import.meta.url))
    const { stdout } = spawnSync(linter, [join(folder, 'firefox-mv3'), '--output', 'json'], {
      encoding: 'utf8',
    })
    const { errors, warnings } = JSON.parse(stdout) as { errors: Finding[]; warnings: Finding[] }
    expect(errors).toEqual([])
    expect(warnings.map(nameOf).sort()).toEqual([
      'Chartist',
      'FAST: styles',
      'FAST: styles',
      'FAST: templates',
      'Preact',
      'Preact',
    ])
  }, 180_000)
})
