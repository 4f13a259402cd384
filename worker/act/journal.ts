import type { Journal, Step } from '#shared/actions/define.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { operatorGraph } from '../graph/client.ts'
import { logFailure } from '../log.ts'
import { leaseMs } from '../store/begin-action.ts'
import { beginStep, endStep } from '../store/steps.ts'
import { type Limits, withDeadline } from './deadline.ts'
import { blacken } from './outcome.ts'

interface About {
  actionId: string
  tenantId: string
  limits: Limits
  /** What an earlier run has done */
  done: ReadonlySet<string>
}

/** Keeps each step's intent and outcome. A step is begun only while the person is kept for this action. */
export function createJournal(deps: Deps, { actionId, tenantId, limits, done }: About): Journal {
  const secrets: string[] = []
  let stop = () => {}
  return {
    done,
    async begin(stepId) {
      const isOurs = await beginStep(deps, { actionId, stepId, until: deps.now() + leaseMs })
      if (!isOurs) throw new AppError('action.busy')
      const graph = withDeadline(operatorGraph(deps, tenantId), limits)
      stop = graph.stop
      return graph
    },
    async end(step, secret) {
      stop()
      if (secret) secrets.push(secret)
      const record = () => endStep(deps, actionId, cleaned(step, secrets))
      // The end of the action says it once more.
      await record()
        .catch(record)
        .catch((error: unknown) => logFailure({ at: 'action', tenantId }, error))
    },
  }
}

function cleaned(step: Step & { id: string }, secrets: readonly string[]) {
  return { ...step, text: step.text === null ? null : blacken(step.text, secrets) }
}
