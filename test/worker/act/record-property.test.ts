import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { HandlerInput } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { sendDueNotes } from '../../../worker/act/outbox.ts'
import { resumeAction } from '../../../worker/act/resume.ts'
import { runAction } from '../../../worker/act/run.ts'
import { settleStarted } from '../../../worker/act/settle.ts'
import type { Bench } from '../harness.ts'
import { callOf, contoso, dump, host, openDesk, seen, ticketIds } from './desk.ts'
import { type Life, live, mortalEnv } from './mortal.ts'

/** What an action or a step of one does in the directory. */
const operations: Record<string, string> = {
  'block-sign-in': 'Disable account',
  'unblock-sign-in': 'Enable account',
  'revoke-sessions': 'Revoke sessions',
  'reset-password': 'Reset user password',
  block: 'Disable account',
  revoke: 'Revoke sessions',
  reset: 'Reset user password',
}
/** Nobody can read afterwards whether these were done. */
const unreadable = ['Revoke sessions', 'Reset user password']

const people = ['Ellingsworth', 'Brightmoor'].map((last) => seen(contoso, last))
const minute = 60_000
const limits = { writeMs: 3_600_000, readMs: 3_600_000 }

const life = fc.option(fc.record({ left: fc.integer({ min: 4, max: 60 }), lastArrives: fc.boolean() }), {
  freq: 2,
})
const events = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      action: fc.constantFrom(
        'block-sign-in',
        'unblock-sign-in',
        'revoke-sessions',
        'reset-password',
        'offboard',
      ),
      person: fc.nat({ max: people.length - 1 }),
      /** Requests with one key at the same moment */
      clicks: fc.integer({ min: 1, max: 2 }),
      /** Another technician does the same at the same moment */
      isTwoPanels: fc.boolean(),
      life,
      lost: fc.constantFrom('no', 'no', 'before', 'after'),
      noteLost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), life }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resume' as const), life }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const), life }) },
)
type Event = typeof events extends fc.Arbitrary<infer T> ? T : never
type Input = HandlerInput<'actions.run'>

const isWrite = ({ method, url }: { method: string; url: URL }) =>
  url.hostname === 'graph.microsoft.com' && method !== 'GET'
const isNote = ({ method, url }: { method: string; url: URL }) =>
  method === 'POST' && url.pathname.endsWith('/comment')
const lose = () => {
  throw new Error('connection reset')
}

/** One desk over a whole history. */
class Desk {
  readonly secrets: string[] = []
  readonly #env: Bench['env']
  #last: Input | null = null
  readonly bench: Bench
  constructor(bench: Bench) {
    this.bench = bench
    this.#env = mortalEnv(bench)
  }

  async play(event: Event): Promise<void> {
    if (event.kind === 'wait') return this.bench.world.clock.advance(event.minutes * minute)
    if (event.kind === 'tick') return void (await live(event.life, () => this.#tick()))
    if (event.kind === 'act') return this.#act(event)
    if (event.kind === 'again') return this.#last ? this.#run(this.#last, event.life) : undefined
    return this.#resume(event.life)
  }

  async #act({
    action,
    person: index,
    clicks,
    isTwoPanels,
    life: span,
    lost,
    noteLost,
  }: Extract<Event, { kind: 'act' }>) {
    const person = people[index]
    if (!person) return
    const { faults } = this.bench.world
    if (lost !== 'no')
      faults.add({ match: isWrite, ...(lost === 'after' ? { after: lose } : { respond: lose }) })
    if (noteLost) faults.add({ match: isNote, after: lose })
    const values: Record<string, unknown> =
      action === 'offboard'
        ? { groups: false, licences: false }
        : action === 'block-sign-in'
          ? { revoke: false }
          : {}
    const typed = person.seen.userPrincipalName
    const ticket = { host, ticketId: String(ticketIds.mara) }
    const input: Input = { key: crypto.randomUUID(), action, values, typed, ticket, ...person }
    this.#last = input
    const requests = Array.from({ length: clicks }, () => this.#run(input, span))
    if (isTwoPanels) requests.push(this.#run({ ...input, key: crypto.randomUUID() }, null, 'admin'))
    await Promise.all(requests)
    faults.clear()
  }

  async #resume(span: Life | null): Promise<void> {
    const row = await this.bench.db
      .prepare(
        "SELECT id, person_id AS personId FROM audit WHERE action = 'offboard' AND outcome = 'started' ORDER BY id DESC LIMIT 1",
      )
      .first<{ id: string; personId: string }>()
    const person = people.find(({ personId }) => personId === row?.personId)
    if (!row || !person) return
    const said = { seen: person.seen, typed: person.seen.userPrincipalName, values: {} }
    const input = { key: crypto.randomUUID(), actionId: row.id, ...said }
    await this.#told(live(span, () => resumeAction(this.#call('technician'), input, limits)))
  }

  #run(input: Input, span: Life | null, as: 'technician' | 'admin' = 'technician'): Promise<void> {
    return this.#told(live(span, () => runAction(this.#call(as), input, limits)))
  }

  #call(as: 'technician' | 'admin') {
    const { clock } = this.bench.world
    return { ...callOf(this.bench, as, this.#env), sleep: async (ms: number) => clock.advance(ms) }
  }

  /** A refusal is an answer; anything else that is raised is a fault of ours. */
  async #told(work: Promise<{ secret: { value: string } | null } | null>): Promise<void> {
    try {
      const answer = await work
      if (answer?.secret) this.secrets.push(answer.secret.value)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'internal') throw error
    }
  }

  /** The faults are over, and hours pass. */
  async rest(): Promise<void> {
    for (let hours = 0; hours < 4; hours += 1) {
      this.bench.world.clock.advance(60 * minute)
      await this.#tick()
      await this.bench.deliver()
    }
  }

  /** What the hour does for actions, without the rounds of the tenants. */
  async #tick(): Promise<void> {
    const call = this.#call('admin')
    await settleStarted(call)
    await sendDueNotes(call)
  }
}

interface Row {
  id: string
  actionId: string
  personId: string
  action: string
  outcome: string
}

/** What the record says was done, step by step where there are steps. */
async function toldBy(
  bench: Bench,
): Promise<{ rows: Row[]; told: { personId: string; operation: string; state: string }[] }> {
  const { results: rows } = await bench.db
    .prepare(
      'SELECT id, action_id AS actionId, person_id AS personId, action, outcome FROM audit ORDER BY id',
    )
    .all<Row>()
  const { results: steps } = await bench.db
    .prepare('SELECT action_id AS actionId, step_id AS stepId, state, text FROM action_step')
    .all<{ actionId: string; stepId: string; state: string; text: string | null }>()
  const ended = rows.filter(({ outcome }) => outcome !== 'started')
  const told = ended.flatMap(({ personId, action, outcome, actionId }) => {
    const own = steps.filter((step) => step.actionId === actionId && step.text !== 'Done before.')
    const parts =
      own.length > 0
        ? own.map(({ stepId, state }) => ({ name: stepId, state }))
        : [{ name: action, state: outcome }]
    return parts.map(({ name, state }) => ({ personId, operation: operations[name] ?? '', state }))
  })
  return { rows, told }
}

async function expectReconciled(desk: Desk): Promise<void> {
  const { bench } = desk
  const { rows, told } = await toldBy(bench)
  for (const { actionId } of rows.filter(({ outcome }) => outcome === 'started')) {
    const own = rows.filter((row) => row.actionId === actionId)
    expect([actionId, own.length]).toEqual([actionId, 2])
  }
  const log = bench.world.microsoft.tenant(contoso.id).directoryLog
  for (const { personId } of people) {
    for (const operation of new Set(Object.values(operations))) {
      const of = (state: string) =>
        told.filter((one) => one.personId === personId && one.operation === operation && one.state === state)
          .length
      const changes = log.filter((entry) => entry.userId === personId && entry.operation === operation).length
      const about = `${operation}: ${changes} changes, ${of('done')} done, ${of('unknown')} unknown`
      expect(changes, about).toBeLessThanOrEqual(of('done') + of('unknown'))
      // What reads as done may have been so before.
      const least = unreadable.includes(operation) ? of('done') : Math.min(1, of('done'))
      expect(changes, about).toBeGreaterThanOrEqual(least)
    }
  }
  const notes = bench.world.syncro.account().tickets.get(ticketIds.mara)?.comments ?? []
  for (const { actionId } of rows.filter(({ outcome }) => outcome === 'started')) {
    const own = notes.filter(({ body }) => body.includes(`Record: ${actionId}`))
    expect([actionId, own.length]).toEqual([actionId, 1])
  }
  const stored = await dump(bench)
  for (const secret of desk.secrets) expect(stored).not.toContain(secret)
}

it('every change at Microsoft has its row, every row its change, every action its one note, whatever dies or is lost', async () => {
  let changes = 0
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 3, maxLength: 12 }), async (history) => {
      const bench = await openDesk()
      vi.spyOn(console, 'error').mockImplementation(() => {})
      const ticket = { host, ticketId: String(ticketIds.mara) }
      await bench.call('tickets.resolve', ticket, 'technician')
      const desk = new Desk(bench)
      for (const event of history) await desk.play(event)
      await desk.rest()
      await expectReconciled(desk)
      changes += bench.world.microsoft.tenant(contoso.id).directoryLog.length
    }),
    { numRuns: 16, endOnFailure: true },
  )
  // Histories that change next to nothing would prove nothing.
  expect(changes).toBeGreaterThan(20)
}, 240_000)
