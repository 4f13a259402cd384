// What the sync costs on the embedded world: run and counted, not estimated. Exits with 1 when a goal is missed.
// `--fleet`: 500 tenants through cron and queue, and the month's bill. `--users=100,10000`: other sizes.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { billOf, billTable, month, sumOf } from './bench/bill.ts'
import { fleet, measureFleet } from './bench/fleet.ts'
import { goalsMissed } from './bench/goals.ts'
import { type Measured, measureTenant } from './bench/measure.ts'
import { fleetTable, tablesOf } from './bench/table.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const today = new Date().toISOString().slice(0, 10)
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
  console.log(`\n${today}\n\n${tablesOf(all)}\n`)
  return all.flatMap(goalsMissed)
}

async function benchFleet(): Promise<string[]> {
  const measured = await measureFleet()
  const lines = billOf(measured)
  const { users } = fleet
  console.log(`\n${fleet.tenants} tenants of ${users} users, 1 % of them changed in each hour:\n`)
  console.log(fleetTable(measured))
  console.log(`\n${today}: a month of ${month.tenants} tenants and ${month.tenants * users} persons\n`)
  console.log(`${billTable(lines)}\n`)
  const sum = sumOf(lines)
  return sum < month.mostDollars ? [] : [`$${sum.toFixed(2)} a month, to reach: under $${month.mostDollars}.`]
}

build()
const missed = await (process.argv.includes('--fleet') ? benchFleet() : benchTenants())
for (const words of missed) console.error(`Missed: ${words}`)
process.exitCode = missed.length > 0 ? 1 : 0
