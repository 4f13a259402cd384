import { sendDeliver } from '../alerts/deliver.ts'
import { newsOf } from '../alerts/words.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { type Causes, readCauses } from '../store/alert-causes.ts'
import { end, type News, raise, type Topic } from '../store/alerts.ts'
import { resources } from './resources/index.ts'

const resourceNames = resources.map(({ name }) => name)

/**
 * Opens an alert for everything that holds and is not open, and ends those that hold no longer: of one tenant, or of
 * all (null). Alerts follow from the rows of tenants, mappings, plans and changes alone, so none can be forgotten, and
 * what a crash has left out comes at the next tick. Where nothing has changed nothing is written; then false.
 */
export async function watchAlerts(deps: Deps, tenantId: string | null): Promise<boolean> {
  const causes = await readCauses(deps, tenantId, resourceNames)
  // Of one tenant nothing can be said about all of them.
  const holding = newsOf(causes).filter((news) => tenantId === null || news.tenantId === tenantId)
  const { fresh, over } = compare(holding, causes.open)
  const statements = [...end(deps, over), ...raise(deps, fresh)]
  if (statements.length === 0) return false
  await deps.env.DB.batch(statements)
  return true
}

/** After what concerns many tenants at once; as `watchTenant`. */
export async function watchAll(deps: Deps): Promise<void> {
  try {
    if (await watchAlerts(deps, null)) await sendDeliver(deps)
  } catch (error) {
    logFailure({ at: 'alerts' }, error)
  }
}

/** After a run or a decision. Whatever goes wrong here, what was done stands, and the next tick watches again. */
export async function watchTenant(deps: Deps, tenantId: string): Promise<void> {
  try {
    if (await watchAlerts(deps, tenantId)) await sendDeliver(deps)
  } catch (error) {
    logFailure({ at: 'alerts', tenantId }, error)
  }
}

/** `fresh`: not open yet, or open with other words. */
function compare(holding: readonly News[], open: Causes['open']): { fresh: News[]; over: Topic[] } {
  const key = ({ kind, subject }: Topic) => `${kind} ${subject}`
  const known = new Map(open.map((row) => [key(row), row]))
  const held = new Set(holding.map(key))
  const fresh = holding.filter((news) => {
    const row = known.get(key(news))
    return !row || row.text !== news.text || row.next !== news.next
  })
  return { fresh, over: open.filter((row) => !held.has(key(row))) }
}
