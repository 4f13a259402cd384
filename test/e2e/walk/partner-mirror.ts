import { isDeepStrictEqual } from 'node:util'
import { seededPartner } from '../../world/partner-seed.ts'
import type { Stage } from '../../world/stage.ts'
import type { Scene } from './scene.ts'

const broken = [seededPartner.expired, seededPartner.lacksRole, seededPartner.guest]

/** The mirror has exactly the persons of the customers that were taken in, and nothing of those that were not. */
export async function checkMirror(stage: Stage, report: Scene['report']): Promise<void> {
  const counts = await Promise.all(seededPartner.good.map(({ id }) => mirrored(stage, id)))
  const { tenants } = await stage.call('tenants.list', {})
  const ids = new Set(tenants.map(({ id }) => id))
  if (ids.size !== tenants.length || broken.some((id) => ids.has(id)))
    throw new Error('The list has a tenant twice, or one that was not taken in.')
  const asked = askedOf(stage, broken)
  if (asked.length > 0) throw new Error(`Customers that were not taken in were asked: ${asked.join(', ')}`)
  report(
    'Mirror',
    `${counts.reduce((sum, count) => sum + count, 0)} persons of ${counts.length} customers, ${tenants.length} tenants in all; of the other ${broken.length} nobody, and nothing was asked there`,
  )
}

/** How many persons the mirror has of a tenant; raises if they are others than the directory's. */
async function mirrored(stage: Stage, tenantId: string): Promise<number> {
  const { persons } = await stage.call('rules.preview', { tenantId, rule: {} })
  const users = [...stage.world.microsoft.tenant(tenantId).users.values()]
  const [mirror, directory] = [persons, users].map((all) =>
    all.map((one) => `${one.id} ${one.displayName} ${one.userPrincipalName}`).sort(),
  )
  if (!isDeepStrictEqual(mirror, directory))
    throw new Error(`The mirror of ${tenantId} has ${mirror?.join(', ')}; Entra ${directory?.join(', ')}.`)
  return persons.length
}

/** Requests to Graph with a token of one of these tenants. */
function askedOf({ world }: Stage, tenantIds: readonly string[]): string[] {
  return world.visits
    .filter(({ caller }) => caller?.tenantId && tenantIds.includes(caller.tenantId))
    .map(({ method, url }) => `${method} ${url}`)
}
