import type { Stage } from '../../world/stage.ts'
import type { Scene } from './scene.ts'
import { until } from './until.ts'

/** The cron once more: every tenant is read, and everything that follows from it is done. */
export async function passHour(stage: Stage): Promise<void> {
  const before = await lastRead(stage)
  const holders = await holdersOf(stage)
  await stage.tick()
  await until('every tenant to be read', async () => {
    const now = await lastRead(stage)
    return [...before].every(([id, at]) => now.get(id) !== at) ? true : null
  })
  await quiet(stage, holders)
}

async function lastRead(stage: Stage): Promise<Map<string, string | null>> {
  const { tenants } = await stage.call('tenants.list', {})
  return new Map(tenants.map(({ id, lastSyncAt }) => [id, lastSyncAt]))
}

/** Who worked last on each mapping: another one after every plan and every run. */
async function holdersOf({ db }: Stage): Promise<string[]> {
  const { results } = await db.prepare('SELECT lease_run AS run FROM mapping').all<{ run: string | null }>()
  return results.flatMap(({ run }) => run ?? [])
}

/**
 * Until nothing is under way: no tenant is being read, nothing approved is left, and every plan is up to date. Who wrote
 * may leave it to the next hour to plan anew (`mirror_seen` null); such an hour is over when someone else has worked on
 * the mapping than those of `before`. Many organisations at once wait for Syncro's requests of a minute.
 */
export async function quiet({ db }: Stage, before: readonly string[] = []): Promise<void> {
  const isDone = async () => {
    const open = await db
      .prepare(
        `SELECT (SELECT COUNT(*) FROM tenant WHERE lease_run IS NOT NULL)
           + (SELECT COUNT(*) FROM change WHERE state IN ('approved', 'sending'))
           + (SELECT COUNT(*) FROM mapping JOIN tenant ON tenant.id = mapping.tenant_id
              WHERE stage IS NOT NULL OR mapping.lease_until IS NOT NULL OR (mirror_seen IS NOT mirror_version
                AND NOT (mirror_seen IS NULL AND approved_at IS NOT NULL
                  AND mapping.lease_run NOT IN (SELECT value FROM json_each(?1))))) AS count`,
      )
      .bind(JSON.stringify(before))
      .first<{ count: number }>()
    return open?.count === 0 ? true : null
  }
  await until('everything to be done', isDone, 180_000)
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
