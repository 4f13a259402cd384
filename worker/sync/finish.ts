import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { spentOf } from '../graph/meter.ts'
import { lookAtRelationship } from '../partner/look.ts'
import { cursorsOfRun } from '../store/cursors.ts'
import { dueTimeOf, failTenant, finishTenant, mappingsToPlan, type ProblemFacts } from '../store/outcomes.ts'
import { moveMirror } from '../store/tenants.ts'
import { isOfTheirs } from './concerns.ts'
import { hourMs } from './due.ts'
import { noteGranted } from './grants.ts'
import type { Message } from './message.ts'
import { resources } from './resources/index.ts'
import { users } from './resources/users.ts'
import type { PullMessage, Run } from './run.ts'
import { watchTenant } from './watch.ts'

/** Read but for some items: said on the resource, no trouble of the tenant. */
const partly: ErrorCode = 'graph.unreadable'

type RunCursor = Awaited<ReturnType<typeof cursorsOfRun>>[number]

/**
 * The end of a run. The mappings' messages go first: if the worker dies in between, they go out once more, and a
 * plan computed twice is the same plan; the other way round they could be lost.
 */
export async function finishRun(run: Run): Promise<void> {
  await end(run)
  await watchTenant(run.deps, run.message.tenantId)
}

async function end({ deps, message, meter }: Run): Promise<void> {
  const { tenantId, run } = message
  await noteGranted(deps, tenantId, 'reader')
  const cursors = await cursorsOfRun(deps, tenantId, run)
  const problem = firstProblem(cursors.filter(({ code }) => code !== partly))
  const read = cursors.filter(({ code }) => code === null || code === partly)
  if (problem !== null && read.length === 0) {
    await failTenant(deps, { tenantId, run }, problem)
    return isOfTheirs(problem.code) ? lookAtRelationship(deps, tenantId) : undefined
  }
  const persons = read.find(({ resource }) => resource === users.name)
  // A round that was begun anew finds unchanged what an earlier, broken one has written.
  const personsMoved = (persons?.changed ?? 0) > 0 || (persons?.read ?? 0) > 0
  const mirrorMoved = personsMoved || read.some(({ changed }) => changed > 0)
  if (mirrorMoved) await moveMirror(deps, tenantId)
  if (persons) await sendReconciles(deps, tenantId)
  await finishTenant(deps, {
    tenantId,
    run,
    nextDueAt: await nextDueAt(deps, message),
    readPersons: persons !== undefined,
    recount: personsMoved,
    problem,
    spent: spentOf(meter),
  })
}

/** In the order of the resources, so that the same trouble is named each time. */
function firstProblem(cursors: RunCursor[]): ProblemFacts | null {
  for (const { name } of resources) {
    const found = cursors.find(({ resource }) => resource === name)
    // What a new version asks for stands on the tenant by itself.
    if (found?.code && found.code !== 'tenant.consentAgain') return { code: found.code, detail: found.detail }
  }
  return null
}

/** A person's click in between does not put off the hour. */
async function nextDueAt(deps: Deps, { tenantId, tick, by }: PullMessage): Promise<number> {
  const inAnHour = tick + hourMs
  return by === 'cron' ? inAnHour : Math.min(await dueTimeOf(deps, tenantId), inAnHour)
}

/** Only where something moved since the last plan, or the organisation's contacts are due: an idle hour asks nobody. */
async function sendReconciles(deps: Deps, tenantId: string): Promise<void> {
  const bodies = (await mappingsToPlan(deps, tenantId)).map(
    (mappingId): Message => ({ v: 1, kind: 'reconcile', tenantId, mappingId, attempt: 1 }),
  )
  for (let at = 0; at < bodies.length; at += 100) {
    await deps.env.QUEUE.sendBatch(bodies.slice(at, at + 100).map((body) => ({ body })))
  }
}
