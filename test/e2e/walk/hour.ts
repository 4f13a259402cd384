import type { Stage } from '../../world/stage.ts'
import type { Scene } from './scene.ts'
import { until } from './until.ts'

/** The cron once more: every tenant is read, and everything that follows from it is done. */
export async function passHour(stage: Stage): Promise<void> {
  const before = await lastRead(stage)
  await stage.tick()
  await until('every tenant to be read', async () => {
    const now = await lastRead(stage)
    return [...before].every(([id, at]) => now.get(id) !== at) ? true : null
  })
  await quiet(stage)
}

async function lastRead(stage: Stage): Promise<Map<string, string | null>> {
  const { tenants } = await stage.call('tenants.list', {})
  return new Map(tenants.map(({ id, lastSyncAt }) => [id, lastSyncAt]))
}

/** Until nothing is under way: no tenant is being read, every plan is up to date, and nothing approved is left. */
export async function quiet(stage: Stage): Promise<void> {
  await until('everything to be done', async () => {
    const open = await stage.db
      .prepare(
        `SELECT (SELECT COUNT(*) FROM tenant WHERE lease_run IS NOT NULL)
           + (SELECT COUNT(*) FROM mapping JOIN tenant ON tenant.id = mapping.tenant_id
              WHERE mirror_seen IS NOT mirror_version OR stage IS NOT NULL OR mapping.lease_until IS NOT NULL)
           + (SELECT COUNT(*) FROM change WHERE state IN ('approved', 'sending')) AS count`,
      )
      .first<{ count: number }>()
    return open?.count === 0 ? true : null
  })
}

/** An hour in which nothing happened: Syncro is not even asked. */
export async function idleHour(stage: Stage, report: Scene['report']): Promise<void> {
  const asked = apiRequests(stage)
  await passHour(stage)
  const more = apiRequests(stage) - asked
  if (more !== 0) throw new Error(`An unchanged hour made ${more} requests to the PSA.`)
  report('Idle hour', 'the cron read every tenant again: nothing had changed, and Syncro was not even asked')
}

const apiRequests = ({ world }: Stage) =>
  world.visits.filter(({ url }) => url.includes('.syncromsp.com/api/')).length
