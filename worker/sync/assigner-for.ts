import { AppError } from '#shared/errors.ts'
import { type Assigner, createAssigner } from '#shared/sync/assign.ts'
import type { Deps } from '../env.ts'
import { type MappingRow, mappingsOf } from '../store/mappings.ts'
import { ruleContext } from './rule-context.ts'

/** Judges for one mapping, and knows the tenant's others. */
export interface MappingAssigner extends Assigner {
  /** Groups that the rules name and the tenant does not have: they have no members. */
  goneGroups: string[]
  /** The tenant's other mappings by id. */
  others: ReadonlyMap<string, MappingRow>
}

/**
 * Judges a tenant's persons by all its rules, in order. Raises AppError mapping.groupUnread while the members of a group
 * that they name are not known: half a group is no basis for a plan, neither for who belongs nor for who left.
 */
export async function assignerFor(deps: Deps, mapping: MappingRow): Promise<MappingAssigner> {
  const all = await mappingsOf(deps, mapping.tenantId)
  const context = await ruleContext(
    deps,
    mapping.tenantId,
    all.map(({ rule }) => rule),
  )
  const [unread] = context.unreadGroups
  if (unread) {
    throw new AppError('mapping.groupUnread', { detail: `(${context.groupName(unread) ?? unread})` })
  }
  const others = new Map(all.filter(({ id }) => id !== mapping.id).map((other) => [other.id, other]))
  return { ...createAssigner(all, context), goneGroups: [...context.goneGroups], others }
}
