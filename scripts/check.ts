// Everything that can be said about the tree without running the product: `npm run check`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildExtension, buildWorker } from './build.ts'
import { bundleSizes } from './bundle-sizes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Characters of a step's report: the first failures say enough. */
const longestReport = 12_000
let failed = 0

function step(title: string, check: () => string | null): void {
  const startedAt = Date.now()
  const problem = check()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`${problem === null ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`)
  if (problem === null) return
  failed += 1
  console.log(problem.trimEnd().slice(0, longestReport))
}

/** The command's output when it fails, else null. */
function command(name: string, ...args: string[]): string | null {
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return status === 0 ? null : `${error ?? ''}${stdout}${stderr}`
}

function attempt(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    return String(error)
  }
}

/** The migrations say what the schema says: generating another one finds nothing to do. */
function migrationsMatchSchema(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'sidelight-migrations-'))
  try {
    const copied = command('cp', '-r', `${root}migrations/.`, folder)
    if (copied) return copied
    const before = readdirSync(folder).length
    const problem = command(
      'drizzle-kit',
      'generate',
      '--dialect',
      'sqlite',
      '--schema',
      './worker/store/schema.ts',
      '--out',
      folder,
    )
    if (problem) return problem
    return readdirSync(folder).length === before
      ? null
      : 'The schema has changed: run npm run migration and complete the new file by hand.'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

step('format and lint', () =>
  command('biome', 'ci', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings', '.'),
)
step('extension types prepared', () => command('wxt', 'prepare', 'extension'))
step('types: shared (neither DOM nor Workers)', () => command('tsc', '-p', '.'))
step('types: extension', () => command('tsc', '-p', 'extension'))
step('types: worker', () => command('tsc', '-p', 'worker'))
step('types: test and scripts', () => command('tsc', '-p', 'test'))
step('unused code', () => command('knip'))
step('structure and migrations guard', () =>
  command('vitest', 'run', '--project', 'shared', 'test/structure.test.ts', 'test/migrations.test.ts'),
)
step('migrations match the schema', migrationsMatchSchema)
step('worker builds', () => attempt(buildWorker))
step('extension builds', () => attempt(() => buildExtension({ forTests: false })))
step('manifests of the three browsers, and Mozilla’s linter', () =>
  command('vitest', 'run', '--project', 'shared', 'test/manifests.test.ts'),
)
step('bundle sizes', () => {
  const { lines, exceeded } = bundleSizes(root)
  console.log(lines.map((line) => `       ${line}`).join('\n'))
  return exceeded.length > 0 ? `Over the limit: ${exceeded.join(', ')}` : null
})

console.log(failed === 0 ? 'Everything checked.' : `${failed} checks failed.`)
process.exit(failed === 0 ? 0 : 1)
