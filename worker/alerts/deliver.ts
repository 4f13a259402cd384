import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import {
  claimDue,
  type Delivery,
  dropOld,
  nextDueAt,
  putOff,
  putOffAll,
  removeDelivery,
  wakeDeliveries,
} from '../store/deliveries.ts'
import { dropAll, findWebhook, noteTaken, noteTrouble, secretOf } from '../store/webhook.ts'
import { type Answer, post, type Receiver } from './webhook.ts'

const message = { v: 1, kind: 'deliver' } as const
/** Each may take ten seconds, and other messages may be in the same batch. */
const mostAtOnce = 20
/** So many failures on end, and the receiver is taken to be away. */
const mostFailures = 3
const hourMs = 3_600_000
const wait = { firstMs: 60_000, factor: 4, mostMs: 24 * hourMs }

/** Has what is due sent, by a message of the queue. A lost one heals at the next tick. */
export async function sendDeliver(deps: Deps): Promise<void> {
  const at = await nextDueAt(deps)
  if (at !== null && at <= deps.now()) await deps.env.QUEUE.send(message)
}

/**
 * Posts what is due, the oldest first; each message at least once, with the same id on every try: after 1, 4, 16 …
 * minutes, at most a day, for three days. A receiver that answers again gets at once what waited for it.
 */
export async function deliver(deps: Deps): Promise<void> {
  const receiver = await findReceiver(deps)
  if (!receiver) return
  const due = await claimDue(deps, mostAtOnce)
  if (due.length === 0) return
  await sendAll(deps, receiver, due)
  await sendRest(deps)
}

/** Null where there is none, or its secret does not open: then that is noted, and the tick tries again. */
async function findReceiver(deps: Deps): Promise<Receiver | null> {
  const row = await findWebhook(deps)
  if (!row) return null
  try {
    return { url: row.url, secret: await secretOf(deps, row) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await noteTrouble(deps, error.code, error.detail ?? null).run()
    return null
  }
}

async function sendAll(deps: Deps, receiver: Receiver, due: readonly Delivery[]): Promise<void> {
  let failures = 0
  for (const delivery of due) {
    const answer = await post(deps, receiver, delivery)
    await settle(deps, delivery, answer)
    if (answer.is === 'gone') return
    failures = answer.is === 'taken' ? 0 : failures + 1
    if (failures < mostFailures) continue
    return putOffAll(deps, triedAgainAt(deps, delivery, answer))
  }
}

async function settle(deps: Deps, delivery: Delivery, answer: Answer): Promise<void> {
  const { DB } = deps.env
  if (answer.is === 'taken') {
    const taken = [removeDelivery(deps, delivery.id), noteTaken(deps, { isTest: false })]
    await DB.batch([...taken, wakeDeliveries(deps)])
  } else if (answer.is === 'gone') {
    await DB.batch([noteTrouble(deps, 'webhook.gone', null), dropAll(deps)])
  } else {
    const until = triedAgainAt(deps, delivery, answer)
    await DB.batch([noteTrouble(deps, 'webhook.failed', answer.words), putOff(deps, delivery.id, until)])
    if ((await dropOld(deps)) > 0) await noteTrouble(deps, 'webhook.givenUp', answer.words).run()
  }
}

function triedAgainAt({ now }: Deps, { attempts }: Delivery, answer: Answer): number {
  const backoffMs = wait.firstMs * wait.factor ** attempts
  const askedMs = answer.is === 'refused' ? answer.waitSeconds * 1000 : 0
  return now() + Math.min(Math.max(backoffMs, askedMs), wait.mostMs)
}

/** What is due within the hour goes in a message of its own; the tick sees to the rest. */
async function sendRest(deps: Deps): Promise<void> {
  const at = await nextDueAt(deps)
  const waitMs = (at ?? Number.POSITIVE_INFINITY) - deps.now()
  if (waitMs >= hourMs) return
  await deps.env.QUEUE.send(message, { delaySeconds: Math.max(0, Math.ceil(waitMs / 1000)) })
}
