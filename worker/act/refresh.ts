import type { ActionDefinition } from '#shared/actions/define.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { refreshWhole } from '../sync/refresh-whole.ts'
import type { WholeResource } from '../sync/resource.ts'
import { groupMembers } from '../sync/resources/group-members.ts'
import { licences } from '../sync/resources/licences.ts'

export type Changes = NonNullable<ActionDefinition['changes']>

/** What stands beside the person in the mirror, by what an action may change. */
const beside: Record<Exclude<Changes[number], 'person'>, WholeResource> = { licences, groups: groupMembers }

/** What an action changes where it says nothing of it. */
export function changesOf({ changes = ['person'] }: Pick<ActionDefinition, 'changes'>): Changes {
  return changes
}

/** Reads anew what stands beside the person. What fails here is read by the next round anyway. */
export async function refreshBeside(deps: Deps, tenantId: string, changes: Changes): Promise<void> {
  for (const change of changes) {
    if (change === 'person') continue
    await refreshWhole(deps, tenantId, beside[change]).catch((error: unknown) =>
      logFailure({ at: 'action', tenantId }, error),
    )
  }
}
