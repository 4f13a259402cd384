import { AppError } from '#shared/errors.ts'
import { type Assigner, createAssigner } from '#shared/sync/assign.ts'
import type { Deps } from '../env.ts'
import { type MappingRow, mappingsOf } from '../store/mappings.ts'
import { ruleContext } from './rule-context.ts'

/**
 * Judges a tenant's persons for one mapping: by its own rule and by those that come first. Raises AppError
 * mapping.groupUnread while the members of a group that they name are not known: half a group is no basis for a plan.
 * A group that is gone has no members; `goneGroups` are their ids.
 */
export async function assignerFor(
  deps: Deps,
  mapping: MappingRow,
): Promise<Assigner & { goneGroups: string[] }> {
  const all = await mappingsOf(deps, mapping.tenantId)
  const before = all.slice(0, all.findIndex(({ id }) => id === mapping.id) + 1)
  const context = await ruleContext(
    deps,
    mapping.tenantId,
    before.map(({ rule }) => rule),
  )
  const [unread] = context.unreadGroups
  if (unread) {
    throw new AppError('mapping.groupUnread', { detail: `(${context.groupName(unread) ?? unread})` })
  }
  return { ...createAssigner(before, context), goneGroups: [...context.goneGroups] }
}
