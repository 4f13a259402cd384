// What the sync costs on the embedded world: run and counted, not estimated. Exits with 1 when a goal is missed.
// `--fleet`: 500 tenants through cron and queue, and the month's bill. `--users=100,10000`: other sizes.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { goalsMissed } from './bench/goals.ts'
import { type Measured, measureTenant } from './bench/measure.ts'
import { tablesOf } from './bench/table.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const sizes = [100, 10_000, 100_000]

function build(): void {
  const args = ['deploy', 'scripts/bench/worker.ts', '--dry-run', '--outdir', 'dist/bench']
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' }
  const { status, stderr } = spawnSync('wrangler', args, { cwd: root, encoding: 'utf8', env })
  if (status !== 0) throw new Error(`wrangler ${args.join(' ')} failed:\n${stderr}`)
}

function sizesAsked(): number[] {
  const asked = process.argv.find((argument) => argument.startsWith('--users='))
  return asked ? asked.slice('--users='.length).split(',').map(Number) : sizes
}

async function benchTenants(): Promise<string[]> {
  const all: Measured[] = []
  for (const users of sizesAsked()) all.push(await measureTenant(users))
  console.log(`\n${new Date().toISOString().slice(0, 10)}\n\n${tablesOf(all)}\n`)
  return all.flatMap(goalsMissed)
}

build()
const missed = await benchTenants()
for (const words of missed) console.error(`Missed: ${words}`)
process.exitCode = missed.length > 0 ? 1 : 0
