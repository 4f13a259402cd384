import type { Role } from '#shared/access.ts'
import type { EndpointName, HandlerInput, Output } from '#shared/contract.ts'
import type { Deps } from '../env.ts'
import type { Reach } from './reach.ts'

/** Who calls: from the validated token alone. */
export interface Caller {
  tenantId: string
  /** Object id of the technician in the MSP's tenant; with tenantId the identity. */
  id: string
  /** For people to read; never used to decide anything. */
  name: string
  role: Role
  /** Object ids of the caller's groups in the MSP's tenant; null = the token does not name them. */
  groups: readonly string[] | null
}

export interface Call extends Deps {
  caller: Caller
  reach: Reach
  requestId: string
  /** Runs on after the response (ExecutionContext.waitUntil). */
  waitUntil(work: Promise<unknown>): void
}

export type Handler<N extends EndpointName> = (input: HandlerInput<N>, call: Call) => Promise<Output<N>>
/** One handler an endpoint: a missing or extra one does not compile. */
export type Handlers = { [N in EndpointName]: Handler<N> }
