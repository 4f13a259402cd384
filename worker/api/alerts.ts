import type { Alert, Webhook } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { sendDeliver } from '../alerts/deliver.ts'
import { newSecret, post, webhookAddress } from '../alerts/webhook.ts'
import { logFailure } from '../log.ts'
import { type AlertPlace, type AlertRow, countOpen, listAlerts } from '../store/alerts.ts'
import { countWaiting, makeDue } from '../store/deliveries.ts'
import { problemOf } from '../store/problem.ts'
import { findWebhook, noteTaken, removeWebhook, secretOf, storeWebhook } from '../store/webhook.ts'
import type { Call, Handlers } from './handlers.ts'
import { visibleIn } from './reach.ts'

const pageSize = 50

export const alertHandlers = {
  async 'alerts.list'({ after }, call) {
    // Alerts about no tenant tell of every tenant, so a limited caller does not see them.
    const within = visibleIn(call.reach)
    const [rows, open] = await Promise.all([
      listAlerts(call, within, after === undefined ? null : placeOf(after), pageSize + 1),
      countOpen(call, within),
    ])
    const page = rows.slice(0, pageSize)
    const last = page.at(-1)
    return { alerts: page.map(alertView), open, next: rows.length > pageSize && last ? nextOf(last) : null }
  },

  async 'alerts.webhook'(_input, call) {
    return { webhook: await webhookView(call) }
  },

  async 'alerts.setWebhook'({ url }, call) {
    if (url === null) {
      await removeWebhook(call)
      return { webhook: null, secret: null }
    }
    const address = webhookAddress(call, url)
    if ('wrong' in address) throw new AppError('webhook.address', { detail: address.wrong })
    const secret = newSecret()
    await storeWebhook(call, { url: address.url, secret, by: call.caller.name })
    await sendAllNow(call)
    return { webhook: await webhookView(call), secret }
  },

  async 'alerts.testWebhook'(_input, call) {
    const row = await findWebhook(call)
    if (!row) return { delivered: false, text: 'No receiver is set.' }
    const receiver = { url: row.url, secret: await secretOf(call, row) }
    const answer = await post(call, receiver, testMessage(call))
    if (answer.is !== 'taken') return { delivered: false, text: answer.words }
    await noteTaken(call, { isTest: true }).run()
    await sendAllNow(call)
    return { delivered: true, text: answer.words }
  },
} satisfies Partial<Handlers>

/** What waits goes now. Should the queue not take it, the next tick sends it: the answer with the secret must get out. */
async function sendAllNow(call: Call): Promise<void> {
  await makeDue(call).run()
  await sendDeliver(call).catch((error) => logFailure({ at: 'alerts', requestId: call.requestId }, error))
}

function alertView({ id, kind, tenantId, mappingId, text, next, since, endedAt }: AlertRow): Alert {
  const ended = endedAt === null ? null : new Date(endedAt).toISOString()
  return { id, kind, tenantId, mappingId, text, next, since: new Date(since).toISOString(), endedAt: ended }
}

function nextOf({ id, endedAt }: AlertRow): string {
  return `${endedAt ?? 'open'} ${id}`
}

function placeOf(after: string): AlertPlace {
  const [, at, id] = /^(open|\d{1,16}) (\S+)$/.exec(after) ?? []
  if (at === undefined || id === undefined)
    throw new AppError('request.invalid', { detail: 'after: This is not a place in the list.' })
  return { id, endedAt: at === 'open' ? null : Number(at) }
}

async function webhookView(call: Call): Promise<Webhook | null> {
  const [row, waiting] = await Promise.all([findWebhook(call), countWaiting(call)])
  if (!row) return null
  const { url, setAt, setBy, lastDeliveredAt } = row
  return {
    ...{ url, setBy, waiting, problem: problemOf(row) },
    setAt: new Date(setAt).toISOString(),
    lastDeliveredAt: lastDeliveredAt === null ? null : new Date(lastDeliveredAt).toISOString(),
  }
}

function testMessage({ now }: Call) {
  const id = `test-${crypto.randomUUID()}`
  const at = new Date(now()).toISOString()
  const text = 'This is a test of the alerts of Sidelight.'
  const data = { id, kind: 'test', tenantId: null, mappingId: null, text, next: null, since: at }
  return { id, body: JSON.stringify({ type: 'test', timestamp: at, data }) }
}
