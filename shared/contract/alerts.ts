import * as v from 'valibot'
import { After, type EndpointMap, Problem, Time } from './basics.ts'

/**
 * failing: the second failure in a row of a tenant or organisation · stopped: a run would deactivate too many ·
 * review: new persons to decide about · consent: a tenant has lost it
 */
export const alertKinds = ['failing', 'stopped', 'review', 'consent'] as const

export const Alert = v.object({
  id: v.string(),
  kind: v.picklist(alertKinds),
  /** Null: about no single tenant. */
  tenantId: v.nullable(v.string()),
  mappingId: v.nullable(v.string()),
  /** In words, with names. */
  text: v.string(),
  next: v.nullable(v.string()),
  since: Time,
  /** Null = it still holds. */
  endedAt: v.nullable(Time),
})
export type Alert = v.InferOutput<typeof Alert>

export const Webhook = v.object({
  url: v.string(),
  setAt: Time,
  setBy: v.string(),
  lastDeliveredAt: v.nullable(Time),
  /** Deliveries that wait. */
  waiting: v.number(),
  problem: v.nullable(Problem),
})
export type Webhook = v.InferOutput<typeof Webhook>

export const alertEndpoints = {
  /** What holds now first, then what has ended, newest first. */
  'alerts.list': {
    input: v.object({ after: After }),
    output: v.object({ alerts: v.array(Alert), open: v.number(), next: v.nullable(v.string()) }),
  },
  'alerts.webhook': { input: v.object({}), output: v.object({ webhook: v.nullable(Webhook) }) },
  /**
   * Sets where alerts are posted, or null to stop. Signed as Standard Webhooks says (webhook-id, webhook-timestamp,
   * webhook-signature). `secret` is shown this once.
   */
  'alerts.setWebhook': {
    input: v.object({ url: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(500))) }),
    output: v.object({ webhook: v.nullable(Webhook), secret: v.nullable(v.string()) }),
  },
  /** Posts one message of kind test and says what came back. */
  'alerts.testWebhook': {
    input: v.object({}),
    output: v.object({ delivered: v.boolean(), text: v.string() }),
  },
} as const satisfies EndpointMap
