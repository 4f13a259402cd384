import type { Stage } from '../../world/stage.ts'
import { connectionId } from './suggestions.ts'

/** How an administrator says yes: with a client of the API, or in the pages of the extension. */
export interface Hands {
  /** Accepts the suggestions that are certain, and nothing else. */
  acceptCertain(stage: Stage): Promise<void>
  /** Approves all first plans that wait. */
  approveTogether(stage: Stage): Promise<void>
}

export const byApi: Hands = { acceptCertain, approveTogether }

async function acceptCertain(stage: Stage): Promise<void> {
  const input = { connectionId: await connectionId(stage) }
  const { suggestions } = await stage.call('mappings.suggest', input)
  const pairs = suggestions.filter(({ confidence }) => confidence === 'certain')
  const { skipped } = await stage.call('mappings.accept', {
    ...input,
    pairs: pairs.map(({ tenantId, organisationId }) => ({ tenantId, organisationId })),
  })
  if (skipped.length > 0) throw new Error(`Not accepted: ${skipped.map(({ why }) => why).join(' ')}`)
}

async function approveTogether(stage: Stage): Promise<void> {
  const { plans } = await stage.call('plans.waiting', {})
  const { refused } = await stage.call('plans.approveTogether', {
    planIds: plans.map(({ planId }) => planId),
  })
  if (refused.length > 0) throw new Error(`Not approved: ${refused.map(({ why }) => why).join(' ')}`)
}
