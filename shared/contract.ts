import type * as v from 'valibot'
import { accessEndpoints } from './contract/access.ts'
import { actionEndpoints } from './contract/actions.ts'
import { alertEndpoints } from './contract/alerts.ts'
import { auditEndpoints } from './contract/audit.ts'
import { liveEndpoints } from './contract/live.ts'
import { mappingEndpoints } from './contract/mappings.ts'
import { pageEndpoints } from './contract/pages.ts'
import { partnerEndpoints } from './contract/partner.ts'
import { personEndpoints } from './contract/persons.ts'
import { planEndpoints } from './contract/plans.ts'
import { psaEndpoints } from './contract/psas.ts'
import { searchEndpoints } from './contract/search.ts'
import { tenantEndpoints } from './contract/tenants.ts'

export { AccessLimit } from './contract/access.ts'
export { ActionOption, ActionOutcome, type ActionState, type Verified } from './contract/actions.ts'
export { Alert, Webhook } from './contract/alerts.ts'
export { ErrorBody, PublicConfig } from './contract/answers.ts'
export { Problem } from './contract/basics.ts'
export { LicenceCount } from './contract/licences.ts'
export type { LiveAnswer, LivePart } from './contract/live.ts'
export { Mapping, type Suggestion } from './contract/mappings.ts'
export { PartnerCustomer, PartnerJob, PartnerState } from './contract/partner.ts'
export { type Candidate, type Nobody, PersonView, TicketAnswer, TicketRef } from './contract/persons.ts'
export { type HistoryEntry, Plan, PlanEntry, type Review, type WaitingPlan } from './contract/plans.ts'
export { Connection, Organisation } from './contract/psas.ts'
export type { PersonHit } from './contract/search.ts'
export {
  ConnectAttempt,
  PersonChange,
  ScorePoint,
  SyncProgress,
  TenantDetail,
  TenantSummary,
} from './contract/tenants.ts'

/**
 * Every endpoint of the product: `POST /v1/<name>` with a JSON body, input and output as valibot schemas; a file a noun.
 * Outputs only gain fields; inputs only gain optional fields; otherwise a new name.
 * Times are ISO 8601 in UTC. Strings that come from Microsoft or the PSA are foreign text.
 */
export const contract = {
  ...accessEndpoints,
  ...tenantEndpoints,
  ...partnerEndpoints,
  ...psaEndpoints,
  ...mappingEndpoints,
  ...planEndpoints,
  ...personEndpoints,
  ...searchEndpoints,
  ...liveEndpoints,
  ...pageEndpoints,
  ...actionEndpoints,
  ...auditEndpoints,
  ...alertEndpoints,
}

export type EndpointName = keyof typeof contract
/** What a client may send (before defaults), what a handler gets, what it returns. */
export type ClientInput<N extends EndpointName> = v.InferInput<(typeof contract)[N]['input']>
export type HandlerInput<N extends EndpointName> = v.InferOutput<(typeof contract)[N]['input']>
export type Output<N extends EndpointName> = v.InferOutput<(typeof contract)[N]['output']>
