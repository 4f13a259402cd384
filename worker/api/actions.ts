import { readOptions } from '../act/options/index.ts'
import { runAction } from '../act/run.ts'
import { logFailure } from '../log.ts'
import { noteGranted } from '../sync/grants.ts'
import type { Call, Handlers } from './handlers.ts'

export const actionHandlers = {
  'actions.run': async (input, call) => {
    const work = runAction(call, input)
    // A panel that is closed half way must not stop an action half way.
    call.waitUntil(work.catch(() => {}).then(() => noteOperator(call, input.tenantId)))
    return work
  },
  'actions.options': (input, call) => readOptions(call, input),
} satisfies Partial<Handlers>

/** What the tenant grants is told by the token that was just used: menus grey out by it. */
async function noteOperator(call: Call, tenantId: string): Promise<void> {
  await noteGranted(call, tenantId, 'operator').catch((error: unknown) =>
    logFailure({ at: 'action', requestId: call.requestId }, error),
  )
}
