import type { Spent } from '../graph/meter.ts'

/** Queue messages: no secrets, no personal data. `attempt` counts deliveries of this piece of work. */
export type Message =
  /** Read a tenant, from where its cursors stand. `tick` is the cron's scheduled time (or the moment of Sync now). */
  | {
      v: 1
      kind: 'pull'
      tenantId: string
      run: string
      tick: number
      by: 'cron' | 'person'
      attempt: number
      /** How often this run has begun a round anew */
      resets?: number
      /** What earlier deliveries of this run cost at Microsoft */
      spent?: Spent
    }
  /** Compute the plan of a mapping anew. */
  | {
      v: 1
      kind: 'reconcile'
      tenantId: string
      mappingId: string
      attempt: number
      /** The plan under way that this goes on with: the lease that its maker holds */
      lease?: string
      /** Reads the organisation's contacts although it is not time */
      readContacts?: boolean
    }
  /** Write approved changes of a mapping to the PSA. */
  | {
      v: 1
      kind: 'push'
      tenantId: string
      mappingId: string
      run: string
      attempt: number
      /** When the organisation's contacts were read for this run, milliseconds since 1970; absent = not yet */
      lookedAt?: number
      /** How many requests that took */
      pages?: number
    }
  /** Remove what is known of a disconnected tenant. */
  | { v: 1; kind: 'forget'; tenantId: string; run: string; attempt: number }
  /** Read a PSA account's organisations, then the domains of their contacts, from where the last delivery stopped. */
  | {
      v: 1
      kind: 'survey'
      connectionId: string
      run: string
      phase: 'organisations' | 'addresses'
      /** Where the next page stands, as the PSA says it; null = at the beginning */
      page: string | null
      /** Pages read before it */
      pages: number
      attempt: number
    }
  /** Post what is due to the webhook of alerts. */
  | { v: 1; kind: 'deliver' }
  /** Write the note of an action on its ticket. */
  | { v: 1; kind: 'note'; actionId: string }
  /** Read the partner's customers, from where the last delivery stopped. */
  | {
      v: 1
      kind: 'partnerRead'
      run: string
      phase: 'relationships' | 'missing' | 'assignments' | 'contracts' | 'finish'
      /** Where the next page stands, as Graph says it; null = at the beginning */
      page: string | null
      attempt: number
    }
  /** Do one step of taking a customer in or letting it go. */
  | { v: 1; kind: 'partnerJob'; jobId: string; position: number }
