import { AppError } from '#shared/errors.ts'
import { readOptions } from '../act/options/index.ts'
import { resumeAction } from '../act/resume.ts'
import { runAction } from '../act/run.ts'
import { actionState } from '../act/state.ts'
import { logFailure } from '../log.ts'
import { findKey } from '../store/action-keys.ts'
import { currentPolicy, listPolicyChanges, storePolicy } from '../store/policy.ts'
import { noteGranted } from '../sync/grants.ts'
import type { Call, Handlers } from './handlers.ts'

const shownChanges = 100

export const actionHandlers = {
  'actions.run': (input, call) => kept(call, runAction(call, input), input.tenantId),
  'actions.resume': (input, call) => kept(call, resumeAction(call, input)),
  'actions.get': async ({ actionId, key }, call) => {
    const named = key === undefined ? actionId : (await findKey(call, call.caller.id, key))?.actionId
    if (named === undefined) throw new AppError('access.notFound')
    return actionState(call, named)
  },

  async 'actions.policy'(_input, call) {
    const isAdmin = call.caller.role === 'admin'
    const [policy, changes] = await Promise.all([
      currentPolicy(call),
      isAdmin ? listPolicyChanges(call, shownChanges) : [],
    ])
    const views = changes.map(({ at, requestId: _requestId, ...change }) => ({
      ...change,
      at: new Date(at).toISOString(),
    }))
    return { policy, changes: views }
  },

  async 'actions.setPolicy'({ policy }, call) {
    const { caller, requestId } = call
    await storePolicy(call, { actorId: caller.id, actorName: caller.name, policy, requestId })
    return { policy }
  },
  'actions.options': (input, call) => readOptions(call, input),
} satisfies Partial<Handlers>

/** A panel that is closed half way must not stop an action half way. */
function kept<T>(call: Call, work: Promise<T>, tenantId?: string): Promise<T> {
  const after = work.then(() => {}).catch(() => {})
  call.waitUntil(tenantId ? after.then(() => noteOperator(call, tenantId)) : after)
  return work
}

/** What the tenant grants is told by the token that was just used: menus grey out by it. */
async function noteOperator(call: Call, tenantId: string): Promise<void> {
  await noteGranted(call, tenantId, 'operator').catch((error: unknown) =>
    logFailure({ at: 'action', requestId: call.requestId }, error),
  )
}
