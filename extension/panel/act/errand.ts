import type { ActionOutcome, ClientInput, PersonView } from '#shared/contract.ts'
import { isErrorCode } from '#shared/errors.ts'
import { type Fields, type Values, wireValues } from '#shared/field.ts'
import { call } from '../../api.ts'
import type { ApiError } from '../../api-error.ts'

/** One confirmed action. The key makes it one, however often it is sent. */
export interface Errand {
  key: string
  action: string
  /** The person as the confirmation named them. */
  view: PersonView
  values: Values<Fields>
  /** Takes the private note; null = none is wanted. */
  ticket: { host: string; ticketId: string } | null
  /** Beside the form. */
  said: Pick<ClientInput<'actions.run'>, 'typed' | 'verified' | 'reason' | 'handover'>
  /** The action that it goes on with. */
  resumes: string | null
}

export function newErrand(confirmed: Omit<Errand, 'key'>): Errand {
  return { key: crypto.randomUUID(), ...confirmed }
}

export function send({ key, action, view, values, ticket, said, resumes }: Errand): Promise<ActionOutcome> {
  const { tenantId, id, displayName, userPrincipalName } = view.person
  const confirmed = {
    key,
    values: wireValues(values),
    seen: { displayName, userPrincipalName },
    ...said,
    ...(ticket ? { ticket } : {}),
  }
  if (resumes !== null) return call('actions.resume', { ...confirmed, actionId: resumes })
  return call('actions.run', { ...confirmed, action, tenantId, personId: id })
}

/** Raised before anything is sent, or by a worker that looks at the sign-in first. */
const nothingSent = ['extension.notSetUp', 'extension.signedOut']

/** Whether it may have been done all the same: no answer, one that could not be read, or one from the middle of it. */
export function isLost({ code }: ApiError): boolean {
  if (code === 'internal' || code === 'action.running') return true
  return !isErrorCode(code) && !nothingSent.includes(code)
}
