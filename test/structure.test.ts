import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { actions } from '../shared/actions/index.ts'
import { psas } from '../shared/psa/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = globSync('{shared,worker,extension}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: (path) => /\.wxt|node_modules|\.output/.test(path),
})

interface Import {
  file: string
  /** Path from the root for files of this project, else the package's name. */
  target: string
}

/** Static, dynamic and type imports, and exports from, resolved to real paths. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)
  return [...found].map(([, path = '']) => ({ file, target: targetOf(file, path) }))
}

function targetOf(file: string, path: string): string {
  if (path.startsWith('#shared/')) return `shared/${path.slice('#shared/'.length)}`
  if (!path.startsWith('.')) return path
  return relative(root, resolve(root, dirname(file), path.replace(/\?.*$/, '')))
}

const imports = sources.flatMap(importsOf)
/** Imports that break a rule, as `file → target`. */
const offending = (breaks: (found: Import) => boolean) =>
  imports.filter(breaks).map(({ file, target }) => `${file} → ${target}`)
const inFolder = (path: string, folder: string) => path.startsWith(`${folder}/`)

describe('who may import whom', () => {
  it('sees the imports of the whole tree', () => {
    expect(imports.length).toBeGreaterThan(100)
    const lost = imports.filter(
      ({ target }) => /^(shared|worker|extension)\//.test(target) && !existsSync(join(root, target)),
    )
    expect(lost.filter(({ target }) => /\.(ts|tsx|css)$/.test(target))).toEqual([])
  })

  it('keeps extension and worker apart, types included', () => {
    expect(
      offending(({ file, target }) => inFolder(file, 'extension') && inFolder(target, 'worker')),
    ).toEqual([])
    expect(
      offending(({ file, target }) => inFolder(file, 'worker') && inFolder(target, 'extension')),
    ).toEqual([])
  })

  it('builds the extension from extension and shared alone: Mozilla’s reviewers get nothing else', () => {
    expect(
      offending(
        ({ file, target }) =>
          inFolder(file, 'extension') &&
          existsSync(join(root, target)) &&
          !/^(extension|shared)\/|^package\.json$/.test(target),
      ),
    ).toEqual([])
  })

  it('lets shared import itself and valibot alone', () => {
    expect(
      offending(
        ({ file, target }) => inFolder(file, 'shared') && !inFolder(target, 'shared') && target !== 'valibot',
      ),
    ).toEqual([])
  })

  it('gives a PSA’s page to the extension alone and its api to the worker alone', () => {
    expect(
      offending(
        ({ file, target }) => /^shared\/psa\/\w+\/page\.ts$/.test(target) && !inFolder(file, 'extension'),
      ),
    ).toEqual([])
    expect(
      offending(
        ({ file, target }) => /^shared\/psa\/\w+\/api\.ts$/.test(target) && !inFolder(file, 'worker'),
      ),
    ).toEqual([])
  })

  it('keeps tokens out of what runs inside a foreign page', () => {
    const allowed = /^extension\/(ticket|ui)\/|^shared\/psa\/|^extension\/messages\.ts$/
    const insidePage = /^extension\/(ticket|entrypoints\/psa\.content)\//
    expect(
      offending(
        ({ file, target }) =>
          insidePage.test(file) &&
          /^extension\//.test(target) &&
          !allowed.test(target) &&
          !insidePage.test(target),
      ),
    ).toEqual([])
    expect(
      offending(({ file, target }) => insidePage.test(file) && /^extension\/(api|session)\.ts$/.test(target)),
    ).toEqual([])
  })

  it('lets store and graph know nothing above them', () => {
    const below = /^worker\/(store|graph)\//
    const above = /^worker\/(alerts|api|act|live|sync|psa)\//
    expect(offending(({ file, target }) => below.test(file) && above.test(target))).toEqual([])
  })

  it('lets the store alone know drizzle', () => {
    expect(
      offending(({ file, target }) => target.startsWith('drizzle-orm') && !inFolder(file, 'worker/store')),
    ).toEqual([])
  })

  // Alerts go to an address of the MSP's choice: neither Microsoft's nor a PSA's, so it has a sender of its own.
  it('lets graph, psa/http and alerts/webhook alone call fetch in the worker', () => {
    const callers = sources.filter(
      (file) => inFolder(file, 'worker') && /(?<![.\w])fetch\(/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(callers.filter((file) => !inFolder(file, 'worker/graph')).sort()).toEqual([
      'worker/alerts/webhook.ts',
      'worker/psa/http.ts',
    ])
  })

  it('lets ui know no domain and a screen no other screen', () => {
    expect(
      offending(({ file, target }) => inFolder(file, 'extension/ui') && /^extension\/(?!ui\/)/.test(target)),
    ).toEqual([])
    const screen = (path: string) => path.match(/^extension\/((?:panel|console)\/\w[\w-]*)\//)?.[1]
    expect(
      offending(({ file, target }) => !!screen(file) && !!screen(target) && screen(file) !== screen(target)),
    ).toEqual([])
  })

  it('shows text as text: nothing of ours is ever parsed as markup', () => {
    const markup = /\b(dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/
    expect(
      sources.filter(
        (file) => inFolder(file, 'extension') && markup.test(readFileSync(join(root, file), 'utf8')),
      ),
    ).toEqual([])
  })

  it('has one clock: the worker asks deps.now()', () => {
    const readers = sources.filter(
      (file) =>
        inFolder(file, 'worker') && /Date\.now\(\)|new Date\(\)/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(readers).toEqual(['worker/index.ts'])
  })
})

describe('registries', () => {
  const names = (folder: string) => readdirSync(join(root, folder), { withFileTypes: true })

  it('lists every action under its file’s name', () => {
    const files = names('shared/actions')
      .map(({ name }) => name)
      .filter((name) => !['define.ts', 'index.ts', 'words.ts', 'passphrase.ts', 'steps.ts'].includes(name))
      .filter(
        (name) => !['methods.ts', 'licence-change.ts', 'membership.ts', 'profile-change.ts'].includes(name),
      )
      .filter((name) => !['manager.ts', 'mailbox.ts', 'presence.ts'].includes(name))
    expect(files.map((name) => name.replace(/\.ts$/, '')).sort()).toEqual(actions.map(({ id }) => id).sort())
  })

  it('lists every PSA under its folder’s name', () => {
    const folders = names('shared/psa').filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).sort()).toEqual(psas.map(({ id }) => id).sort())
  })

  it('imports every Graph resource into the list', () => {
    const files = names('worker/sync/resources')
      .map(({ name }) => name)
      .filter((name) => name !== 'index.ts')
    const listed = importsOf('worker/sync/resources/index.ts').map(({ target }) => target)
    for (const name of files) expect(listed).toContain(`worker/sync/resources/${name}`)
  })
})

describe('names', () => {
  it('has no drawer for odds and ends', () => {
    expect(
      sources.filter((path) => /(^|\/)(utils?|helpers?|lib|common)\/|\/(types|constants)\.ts$/.test(path)),
    ).toEqual([])
  })
  it('names files in kebab-case', () => {
    expect(sources.filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([])
  })
})
