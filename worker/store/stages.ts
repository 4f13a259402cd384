import * as v from 'valibot'
import type { Deps } from '../env.ts'
import { heldBy, type Lease, leaseMs } from './mapping-lease.ts'

/**
 * Where making a plan stands between two messages: reading the organisation's contacts (`next`: the PSA's page), then
 * planning person by person (`after`: the last one).
 */
export const Stage = v.variant('kind', [
  v.object({
    kind: v.literal('read'),
    round: v.string(),
    next: v.nullable(v.string()),
    pages: v.number(),
    firstId: v.nullable(v.string()),
  }),
  v.object({
    kind: v.literal('plan'),
    after: v.string(),
    planId: v.nullable(v.string()),
    unchanged: v.number(),
    /** tenant.mirror_version when planning began */
    mirror: v.number(),
    /** When the contacts were read for it; null = they were not */
    lookedAt: v.nullable(v.number()),
    /** How many requests that took */
    pages: v.optional(v.number(), 0),
  }),
])
export type Stage = v.InferOutput<typeof Stage>
export type StageOf<K extends Stage['kind']> = Extract<Stage, { kind: K }>

/** Null where there is none, or one of another version: then it is begun anew. */
export function stageOf(row: { stage: unknown }): Stage | null {
  const parsed = v.safeParse(Stage, row.stage)
  return parsed.success ? parsed.output : null
}

/** Moves on, and holds the lease longer; a statement for a fenced batch. */
export function keepStage(deps: Deps, lease: Lease, stage: Stage): D1PreparedStatement {
  return deps.env.DB.prepare(`UPDATE mapping SET stage = ?, lease_until = ? WHERE id = ? AND ${heldBy}`).bind(
    JSON.stringify(stage),
    deps.now() + leaseMs,
    lease.mappingId,
    lease.mappingId,
    lease.token,
  )
}
