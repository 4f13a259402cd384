// What the sync costs on the embedded world: run and counted, not estimated. Exits with 1 when a goal is missed.
// `--fleet`: 200 tenants through cron and queue, and the month's bill. `--users=100,10000`: other sizes, tenants alone.
// `--contacts`: comparing contacts alone. `--look-ups`: tickets.resolve and search among 200,000 persons alone.
// `--pages`: navigation to card and click to panel in Chromium alone.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { billOf, billTable, busySumOf, month, mostDollars, sumOf } from './bench/bill.ts'
import { firstContactsMissed, hoursMissed, planningMissed } from './bench/contact-goals.ts'
import { firstContactsTable, hoursTable, planningTable } from './bench/contact-table.ts'
import { type FirstContacts, measureFirstContacts } from './bench/first-contacts.ts'
import { fleet, measureFleet } from './bench/fleet.ts'
import { goalsMissed } from './bench/goals.ts'
import { lookUpsMissed, lookUpTable, pagesMissed, pagesTable } from './bench/look-up-table.ts'
import { measureLookUps } from './bench/look-ups.ts'
import { measureMappedHours } from './bench/mapped-hours.ts'
import { type Measured, measureTenant } from './bench/measure.ts'
import { measurePages } from './bench/pages.ts'
import { measurePlanning, type Planning, sizes as planSizes } from './bench/planning.ts'
import { fleetTable, tablesOf } from './bench/table.ts'
import { findChromium } from './chromium.mjs'

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

async function benchContacts(): Promise<string[]> {
  const first: FirstContacts[] = []
  for (const existing of [0, 2_000]) first.push(await measureFirstContacts(existing))
  console.log(`First contacts:\n\n${firstContactsTable(first)}\n`)
  const hours = await measureMappedHours()
  console.log(`Hours:\n\n${hoursTable(hours)}\n`)
  const planning: Planning[] = []
  for (const persons of planSizes) planning.push(await measurePlanning(persons))
  console.log(`Planning:\n\n${planningTable(planning)}\n`)
  return [...firstContactsMissed(first), ...hoursMissed(hours), ...planningMissed(planning)]
}

async function benchLookUps(): Promise<string[]> {
  const measured = await measureLookUps()
  console.log(`Look-ups:\n\n${lookUpTable(measured)}\n`)
  return lookUpsMissed(measured)
}

async function benchPages(): Promise<string[]> {
  if (findChromium() === null) {
    console.log('Pages: not measured, there is no Chromium.\n')
    return []
  }
  const measured = await measurePages()
  console.log(`Pages:\n\n${pagesTable(measured)}\n`)
  return pagesMissed(measured)
}

async function benchFleet(): Promise<string[]> {
  const measured = await measureFleet()
  const lines = billOf(measured)
  const { users } = fleet
  console.log(`\n${fleet.tenants} tenants of ${users} users, 1 % of them changed in each hour:\n`)
  console.log(fleetTable(measured))
  const persons = month.tenants * users
  console.log(
    `\n${today}: a month of ${month.tenants} tenants and ${persons} persons, changes in one hour a day\n`,
  )
  console.log(`${billTable(lines)}\n`)
  console.log(`With such changes in every hour: $${busySumOf(measured).toFixed(2)}\n`)
  const sum = sumOf(lines)
  return sum < mostDollars ? [] : [`$${sum.toFixed(2)} a month, to reach: under $${mostDollars}.`]
}

function chosen(): (() => Promise<string[]>)[] {
  const isAsked = (name: string) => process.argv.some((argument) => argument.startsWith(`--${name}`))
  if (isAsked('fleet')) return [benchFleet]
  if (isAsked('contacts')) return [benchContacts]
  if (isAsked('look-ups')) return [benchLookUps]
  if (isAsked('pages')) return [benchPages]
  return isAsked('users') ? [benchTenants] : [benchTenants, benchContacts, benchLookUps, benchPages]
}

build()
const missed: string[] = []
for (const bench of chosen()) missed.push(...(await bench()))
for (const words of missed) console.error(`Missed: ${words}`)
process.exitCode = missed.length > 0 ? 1 : 0
