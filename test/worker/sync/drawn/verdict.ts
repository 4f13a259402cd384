import { expect } from 'vitest'
import type { PlanEntry } from '../../../../shared/contract.ts'
import { openPaced } from '../../../../worker/psa/open.ts'
import { getMapping } from '../../../../worker/store/mappings.ts'
import { createPlanner } from '../../../../worker/sync/planner.ts'
import { type Drawn, organisations, type Side, sides } from './bench.ts'
import { approveAll } from './happen.ts'
import { same } from './witness.ts'

type User = ReturnType<Drawn['tenant']['user']>

/** The trouble ends, everything waiting is approved, and hours pass until nothing is left to do. */
export async function calmDown(bench: Drawn): Promise<void> {
  const { world, mappings } = bench
  world.faults.clear()
  bench.fuse.left = null
  bench.outageIsOver()
  // Whatever back-off the trouble has left behind.
  await bench.hour(25)
  for (const side of sides) {
    await bench.call('mappings.settings', { mappingId: mappings[side].id, sync: 'on', approval: 'auto' })
  }
  await bench.drain()
  await hoursOfApproval(bench)
  await expectNothingForgotten(bench)
  // People look: what they edited and deleted by hand is seen now and not in a week.
  for (const side of sides) await bench.call('plans.get', { mappingId: mappings[side].id, refresh: true })
  await hoursOfApproval(bench)
}

async function hoursOfApproval(bench: Drawn): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await approveAll(bench)
    await bench.hour()
  }
  await bench.hour()
}

/** What hours have left undone would be found by planning anew: nothing is, so nobody need ask for it. */
async function expectNothingForgotten(bench: Drawn): Promise<void> {
  const before = await outcome(bench)
  await bench.db.prepare('UPDATE mapping SET mirror_seen = NULL').run()
  await bench.hour()
  expect(await outcome(bench)).toEqual(before)
}

/** What was done and who waits for a decision; the words in which reviews say why may follow the world. */
async function outcome({ db, account }: Drawn): Promise<unknown> {
  const read = async (sql: string) => (await db.prepare(sql).all()).results
  return {
    changes: await read(`SELECT * FROM change WHERE kind <> 'review' ORDER BY plan_id, id`),
    reviews: await read(`SELECT mapping_id, person_id FROM change WHERE kind = 'review' ORDER BY 1, 2`),
    contacts: structuredClone([...account.contacts.values()]),
  }
}

/** By the rules of these mappings, told without the product's own functions. */
function sideOf(user: User): Side | null {
  const { department, accountEnabled, mailbox, mail, assignedLicenses = [] } = user
  const isShared = mail && mailbox === 'shared' && (assignedLicenses.length === 0 || !accountEnabled)
  return accountEnabled && !isShared && (department === 'East' || department === 'West') ? department : null
}

interface Row {
  personId: string
  contactId: string
  mappingId: string
  inactiveAt: number | null
}

async function linksOf({ db }: Drawn): Promise<Map<string, Row>> {
  const { results } = await db
    .prepare(
      'SELECT person_id AS personId, contact_id AS contactId, mapping_id AS mappingId, inactive_at AS inactiveAt FROM link',
    )
    .all<Row>()
  return new Map(results.map((row) => [row.personId, row]))
}

/** Open entries of all plans of a mapping, and whom it leaves untouched, by person. */
async function listed({ call, mappings, db }: Drawn, side: Side) {
  const mappingId = mappings[side].id
  const { results: open } = await db
    .prepare(
      `SELECT person_id AS personId, kind, state, reason FROM change
       WHERE mapping_id = ? AND state IN ('proposed', 'approved', 'sending', 'failed')`,
    )
    .bind(mappingId)
    .all<Pick<PlanEntry, 'personId' | 'kind' | 'state' | 'reason'>>()
  const { persons: untouched, next } = await call('plans.untouched', { mappingId })
  expect(next).toBeNull()
  return { open, untouched }
}

/** Everybody whom a rule takes has one contact in the right organisation, or stands somewhere with the reason why not. */
export async function expectEverybodyListed(bench: Drawn): Promise<void> {
  const links = await linksOf(bench)
  for (const side of sides) {
    const { open, untouched } = await listed(bench, side)
    expect(open.filter(({ kind, state }) => kind !== 'review' && state !== 'failed')).toEqual([])
    for (const user of bench.tenant.users.values()) {
      const places = [...open, ...untouched].filter(({ personId }) => personId === user.id)
      if (sideOf(user) !== side) continue
      expect(places, `${user.displayName} in ${side}`).toHaveLength(1)
      expect(places[0]?.reason).toMatch(/\S/)
      const link = links.get(user.id)
      const isSettled = places[0]?.reason.startsWith('Nothing to change')
      if (isSettled) {
        expect(link?.mappingId).toBe(bench.mappings[side].id)
        expect(bench.account.contacts.get(Number(link?.contactId))?.customerId).toBe(organisations[side])
      }
    }
  }
  const claimed = [...links.values()].map(({ contactId }) => contactId)
  expect(new Set(claimed).size).toBe(claimed.length)
}

/** Who belongs has an active contact and who has left an inactive one, unless somebody wrote otherwise by hand. */
export async function expectStates(bench: Drawn): Promise<void> {
  const { account, tenant, witness, mappings } = bench
  for (const { personId, contactId, mappingId } of (await linksOf(bench)).values()) {
    const contact = account.contacts.get(Number(contactId))
    const side = sides.find((name) => mappings[name].id === mappingId) ?? 'East'
    if (!contact || contact.customerId !== organisations[side] || witness.marked.has(contact.id)) continue
    const user = tenant.users.get(personId)
    const isActive = !contact.notes?.startsWith('[Sidelight] Inactive since ')
    expect(isActive, `${contact.name} of ${user?.displayName}`).toBe(
      user !== undefined && sideOf(user) !== null,
    )
  }
}

/** Nobody gets a contact twice: once by the rules, and once more each time that somebody decides so. */
export function expectNobodyTwice({ witness, decided }: Drawn): void {
  for (const { personId } of witness.made) {
    const made = witness.made.filter((one) => one.personId === personId)
    const wanted = decided.filter((one) => one.personId === personId && one.choice === 'create').length
    expect(made.filter(({ isDecided }) => !isDecided).length, JSON.stringify(made)).toBeLessThanOrEqual(1)
    expect(made.filter(({ isDecided }) => isDecided).length, JSON.stringify(made)).toBeLessThanOrEqual(wanted)
  }
}

/** What was typed by hand stands, unless its field is always written; then the history has it. */
export async function expectHandWork({ witness, account, call }: Drawn): Promise<void> {
  expect(witness.overwritten.filter(({ allowed }) => !allowed)).toEqual([])
  for (const { contactId, field, old } of witness.overwritten) {
    const { entries } = await call('history.list', { contactId: String(contactId) })
    const kept = entries.flatMap(({ fields }) => fields.filter((change) => change.field === field))
    expect(
      kept.some((change) => same(field, change.old, old)),
      `${field} of ${contactId} had been ${old}: ${JSON.stringify(kept)}`,
    ).toBe(true)
  }
  for (const [id, note] of witness.notes) {
    const contact = account.contacts.get(id)
    if (contact) expect(contact.notes).toContain(note)
  }
}

export function expectNothingDeleted({ world }: Drawn): void {
  expect(world.visits.filter(({ method }) => method === 'DELETE')).toEqual([])
  expect(world.strays).toEqual([])
}

const tables = ['plan', 'change', 'link', 'decision', 'contact'] as const

async function snapshot({ db, account }: Drawn): Promise<unknown> {
  const rows: Record<string, unknown> = {}
  for (const table of tables)
    rows[table] = (await db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()).results
  return { rows, contacts: structuredClone([...account.contacts.values()]) }
}

/** An hour in which nothing happened asks the PSA nothing and writes nothing; nor does planning anew find anything. */
export async function expectRest(bench: Drawn): Promise<void> {
  const before = await snapshot(bench)
  const visits = bench.world.visits.length
  await bench.hour()
  const asked = bench.world.visits.slice(visits).filter(({ url }) => url.includes('syncromsp.com'))
  expect(asked).toEqual([])
  expect(await snapshot(bench)).toEqual(before)
  await expectNothingForgotten(bench)
}

/** The mirror planned person by person is the mirror planned at once. */
export async function expectPagesEqualWhole({ deps, mappings }: Drawn): Promise<void> {
  for (const side of sides) {
    const mapping = await getMapping(deps, mappings[side].id)
    if (!mapping) throw new Error(`${side} is not mapped.`)
    const { api } = await openPaced(deps, mapping.connectionId)
    const planner = await createPlanner(deps, mapping, api)
    const whole = await planner.page('', 1000)
    for (const size of [1, 3]) {
      const changes = []
      const unchanged = []
      for (let after = '', isLast = false; !isLast; ) {
        const page = await planner.page(after, size)
        changes.push(...page.plan.changes)
        unchanged.push(...page.plan.unchanged)
        after = page.upTo
        isLast = page.isLast
      }
      expect({ changes, unchanged }).toEqual(whole.plan)
    }
  }
}
