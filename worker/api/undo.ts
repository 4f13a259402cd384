import type { Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { type DoneChange, type Undone, undoOf } from '#shared/sync/undo.ts'
import { openPaced } from '../psa/open.ts'
import { type Lease, takeLease } from '../store/mapping-lease.ts'
import { addUndone, beginUndo, doneChanges, endUndo, isUndoing, lastRun } from '../store/undo.ts'
import { abilitiesOf } from '../sync/planner.ts'
import { sendPush } from '../sync/reconcile.ts'
import type { Call, Handlers } from './handlers.ts'
import { mappingOf } from './plans.ts'

const pageSize = 500
/** More than this is not listed; the number of what is undone is exact all the same. */
const mostShown = 200

type Answer = Output<'plans.undo'>
type Page = (DoneChange & Undone)[]

export const undoHandlers = {
  async 'plans.undo'({ mappingId, dryRun }, call) {
    const mapping = await mappingOf(call, mappingId)
    if (await isUndoing(call, mappingId)) throw new AppError('mapping.busy')
    const planId = await lastRun(call, mappingId)
    if (planId === null) return { planId: null, undoes: 0, remains: [] }
    const { api } = await openPaced(call, mapping.connectionId)
    const can = abilitiesOf(api)
    if (dryRun) return summary(planId, pagesOf(call, planId, can), async () => {})
    const lease = await takeLease(call, mappingId)
    if (!lease) throw new AppError('mapping.busy')
    const answer = await undo(call, mapping, lease, planId, pagesOf(call, planId, can))
    await sendPush(call, mapping)
    return answer
  },
} satisfies Partial<Handlers>

async function undo(
  call: Call,
  mapping: Awaited<ReturnType<typeof mappingOf>>,
  lease: Lease,
  undoes: string,
  pages: AsyncGenerator<Page>,
): Promise<Answer> {
  const id = crypto.randomUUID()
  try {
    if (!(await beginUndo(call, lease, mapping, { id, undoes, by: call.caller })))
      throw new AppError('mapping.busy')
    return await summary(id, pages, (page) =>
      addUndone(
        call,
        lease,
        mapping,
        id,
        page.flatMap(({ change }) => change ?? []),
      ),
    )
  } finally {
    await endUndo(call, lease)
  }
}

async function* pagesOf(
  call: Call,
  planId: string,
  can: ReturnType<typeof abilitiesOf>,
): AsyncGenerator<Page> {
  for (let after = ''; ; ) {
    const done = await doneChanges(call, planId, after, pageSize)
    yield done.map((entry) => ({ ...entry, ...undoOf(entry, can) }))
    const last = done.at(-1)
    if (!last || done.length < pageSize) return
    after = last.id
  }
}

async function summary(
  planId: string,
  pages: AsyncGenerator<Page>,
  use: (page: Page) => Promise<void>,
): Promise<Answer> {
  const answer: Answer = { planId, undoes: 0, remains: [] }
  for await (const page of pages) {
    await use(page)
    for (const { change, remains: why, personId, displayName, userPrincipalName, contactId } of page) {
      if (change) answer.undoes += 1
      if (why === null || answer.remains.length >= mostShown) continue
      answer.remains.push({ personId, displayName, userPrincipalName, contactId, why })
    }
  }
  return answer
}
