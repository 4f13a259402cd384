import type { Deps } from '../env.ts'
import { readerGraph } from '../graph/client.ts'
import { commit } from '../store/commit.ts'
import { openCursor } from '../store/cursors.ts'
import { fenced } from '../store/fence.ts'
import { requireGranted } from './grants.ts'
import { hashOf } from './hash.ts'
import type { WholeResource } from './resource.ts'

const mostTries = 3

/**
 * Reads a small collection anew, beside the runs: the cursor stays as it is, so that no run is disturbed, and what a run
 * has written meanwhile is read again. Raises graph.* and tenant.*.
 */
export async function refreshWhole(deps: Deps, tenantId: string, resource: WholeResource): Promise<void> {
  await requireGranted(deps, tenantId, resource)
  const graph = readerGraph(deps, tenantId, { priority: 'high' })
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { version, finishedAt } = await openCursor(deps, tenantId, resource.name, '')
    const now = deps.now()
    const rows = await resource.read(graph, { deps, tenantId, lastReadAt: finishedAt, now })
    const hashed = await Promise.all(rows.map(async (row) => ({ ...row, hash: await hashOf(row) })))
    const prepare = fenced(deps.env.DB, { tenantId, run: null, resource: resource.name, version })
    const statements = resource.write(prepare, hashed)
    if (statements.length > 0) await commit(deps, statements)
    const after = await openCursor(deps, tenantId, resource.name, '')
    if (after.version === version) return
  }
}
