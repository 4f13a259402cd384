import { isAtLeast } from '#shared/access.ts'
import type { ActionDefinition } from '#shared/actions/define.ts'
import { AppError, isErrorCode } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { Caller } from '../api/handlers.ts'
import type { TenantRow } from '../store/tenants.ts'
import type { Subject } from './subject.ts'

/** Why actions do not work in this tenant at all, or null. */
export function tenantRefusal({ state, operatorAt, problemCode, problemDetail }: TenantRow): AppError | null {
  if (state === 'pending') return new AppError('tenant.pending')
  if (state === 'stopped') {
    const code = isErrorCode(problemCode) ? problemCode : 'tenant.consentMissing'
    return new AppError(code, { detail: problemDetail ?? undefined })
  }
  return operatorAt === null ? new AppError('tenant.noOperator') : null
}

/** Why this technician may not do this to this person, or null. These refusals go on record. */
export function callerRefusal(action: ActionDefinition, caller: Caller, subject: Subject): AppError | null {
  const { person, roles } = subject
  if (!isAtLeast(caller.role, action.role)) return new AppError('access.role')
  const isSelf = caller.tenantId === person.tenantId && caller.id === person.id
  if (action.refusesSelf && isSelf) return new AppError('action.self')
  return action.protectsPrivileged && roles.names.length > 0 ? privileged(roles.names) : null
}

export function privileged(roleNames: readonly string[]): AppError {
  return new AppError('action.privileged', { detail: `(${roleNames.join(', ')})` })
}

/** Why the action makes no sense for this person, or null. */
export function personRefusal(action: ActionDefinition, person: Person): AppError | null {
  const applies = action.applies(person)
  return applies === true ? null : new AppError('action.notApplicable', { detail: applies })
}
