import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import { isErrorCode } from '#shared/errors.ts'
import { call } from '../../api.ts'
import type { ApiError } from '../../api-error.ts'

/** One confirmed action. The key makes it one, however often it is sent. */
export interface Errand {
  key: string
  action: string
  /** The person as the confirmation named them. */
  view: PersonView
  values: Record<string, unknown>
  /** Takes the private note; null = none is wanted. */
  ticket: { host: string; ticketId: string } | null
}

export function newErrand(confirmed: Omit<Errand, 'key'>): Errand {
  return { key: crypto.randomUUID(), ...confirmed }
}

export function send({ key, action, view: { person }, values, ticket }: Errand): Promise<ActionOutcome> {
  const { tenantId, displayName, userPrincipalName } = person
  return call('actions.run', {
    key,
    action,
    tenantId,
    personId: person.id,
    values,
    seen: { displayName, userPrincipalName },
    ...(ticket ? { ticket } : {}),
  })
}

/** Whether it may have been done all the same: no answer, one that could not be read, or one from the middle of it. */
export function isLost({ code }: ApiError): boolean {
  if (code === 'internal' || code === 'action.running') return true
  return !isErrorCode(code) && code !== 'extension.notSetUp'
}
