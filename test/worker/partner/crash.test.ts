import { describe, expect, it } from 'vitest'
import { consume } from '../../../worker/sync/consume.ts'
import { usedPermissions } from '../../../worker/sync/grants.ts'
import { apps } from '../../world/people.ts'
import { dyingAt } from '../dying.ts'
import { type PartnerBench, startPartner } from './bench.ts'

/** More customers than a job takes steps outside itself: each dies at another one. */
const many = 130
const idAt = (at: number) => `f0000000-0000-4000-8000-${String(at).padStart(12, '0')}`

async function scene(): Promise<PartnerBench> {
  const bench = await startPartner()
  for (let at = 0; at < many; at += 1) {
    const tenant = { id: idAt(at), name: `Customer ${at}`, domain: `customer${at}.example` }
    bench.partner.addCustomer(bench.world.microsoft.addTenant(tenant))
  }
  await bench.connect()
  return bench
}

/** Everything that a job leaves behind, without times and ids. */
async function outcome(bench: PartnerBench, tenantId: string) {
  const [job] = (await bench.call('partner.jobs', { tenantIds: [tenantId] })).jobs
  const row = await bench.db
    .prepare('SELECT state, reached_by FROM tenant WHERE id = ?1')
    .bind(tenantId)
    .first<{ state: string; reached_by: string }>()
  const principal = bench.world.microsoft.tenant(tenantId).servicePrincipals.get(apps.reader.id)
  return {
    job: [job?.kind, job?.state],
    open: job?.steps.filter(({ state }) => state !== 'done' && state !== 'skipped'),
    tenant: [row?.state, row?.reached_by],
    permissions: principal ? [...principal.permissions].sort() : null,
    hasConsent: bench.partner.consents.get(tenantId)?.has(apps.partner.id) ?? false,
  }
}
const expected = {
  onboard: {
    ...{ job: ['onboard', 'done'], open: [], tenant: ['connected', 'partner'], hasConsent: true },
    permissions: usedPermissions('reader'),
  },
  offboard: {
    ...{ job: ['offboard', 'done'], open: [], tenant: ['stopped', 'partner'], hasConsent: false },
    permissions: null,
  },
}

/** Delivers until nothing is due or the worker dies; a dead worker gives no verdict, so its message comes again. */
async function liveUntil(bench: PartnerBench, { deps, died }: ReturnType<typeof dyingAt>): Promise<void> {
  while (!died() && bench.queue.waiting() > 0) {
    await bench.queue.deliver(async (batch) => {
      const isJob = batch.messages.every(({ body }) => body.kind === 'partnerJob')
      // The reading of the tenant that follows has crash tests of its own.
      if (isJob) await consume(deps, batch)
      if (died()) throw new Error('No verdict.')
    })
    bench.world.clock.advance(1000)
  }
}

/** How many steps outside itself a job takes whose worker dies at one of them and whose next worker ends it. */
async function dieAt(
  bench: PartnerBench,
  kind: 'onboard' | 'offboard',
  tenantId: string,
  step: number,
  when: 'before' | 'after',
) {
  await bench.call(`partner.${kind}`, { tenantIds: [tenantId] })
  const life = dyingAt(bench, step, when)
  await liveUntil(bench, life)
  life.bury()
  const next = dyingAt(bench, Number.POSITIVE_INFINITY, when)
  for (let round = 0; round < 30 && bench.queue.waiting() > 0; round += 1) {
    bench.world.clock.advance(20_000)
    await liveUntil(bench, next)
  }
  next.bury()
  expect(await outcome(bench, tenantId), `step ${step}`).toEqual(expected[kind])
  return life
}

describe.each(['before', 'after'] as const)('a worker that dies %s any of the steps of a job', (when) => {
  it('leaves a customer that is taken in, or let go, as if it had lived', async () => {
    const bench = await scene()
    for (const kind of ['onboard', 'offboard'] as const) {
      let deaths = 0
      for (let at = 0; at < many; at += 1) {
        bench.world.clock.advance(60_000)
        const life = await dieAt(bench, kind, idAt(at), at + 1, when)
        if (life.died()) deaths += 1
        else break
      }
      expect(deaths, kind).toBeGreaterThan(25)
      expect(deaths, `${kind}: more steps than customers`).toBeLessThan(many)
    }
  }, 400_000)
})
