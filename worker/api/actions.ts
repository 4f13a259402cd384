import { readOptions } from '../act/options/index.ts'
import { runAction } from '../act/run.ts'
import type { Handlers } from './handlers.ts'

export const actionHandlers = {
  'actions.run': async (input, call) => {
    const work = runAction(call, input)
    // A panel that is closed half way must not stop an action half way.
    call.waitUntil(work.catch(() => {}))
    return work
  },
  'actions.options': (input, call) => readOptions(call, input),
} satisfies Partial<Handlers>
