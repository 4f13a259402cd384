import type { AccessLimit, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import {
  type LimitRow,
  listAccessChanges,
  listLimits,
  removeLimit,
  storeLimit,
  unknownTenantIds,
} from '../store/access.ts'
import type { Call, Handlers } from './handlers.ts'

const shownChanges = 100

export const accessHandlers = {
  async 'access.list'(_input, call) {
    const [limits, changes] = await Promise.all([listLimits(call), listAccessChanges(call, shownChanges)])
    return {
      limits: limits.map(limitView),
      changes: changes.map(({ id, at, actorId, actorName, tenantIds, ...subject }) => ({
        ...{ id, at: new Date(at).toISOString(), actorId, actorName, tenantIds },
        subject: subjectView(subject),
      })),
    }
  },

  async 'access.set'({ subject, tenantIds }, call) {
    // Without the claim nobody is known to be in any group, and the limit would bind nobody.
    if (subject.kind === 'group' && call.caller.groups?.length === 0)
      throw new AppError('access.noGroupClaims')
    const about = { ...subjectColumns(subject), subjectName: subject.name }
    const wanted = [...new Set(tenantIds)]
    if ((await unknownTenantIds(call, about, wanted)).length > 0) throw new AppError('access.notFound')
    return limitView(await storeLimit(call, { ...about, ...actor(call), tenantIds: wanted }))
  },

  async 'access.remove'({ subject }, call) {
    const isLifted = await removeLimit(call, { ...subjectColumns(subject), ...actor(call), tenantIds: null })
    if (!isLifted) throw new AppError('access.notFound')
    return { removed: true as const }
  },
} satisfies Partial<Handlers>

function subjectColumns({ kind, id }: HandlerInput<'access.remove'>['subject']) {
  return { subjectKind: kind, subjectId: id }
}

function actor({ caller, requestId }: Call) {
  return { actorId: caller.id, actorName: caller.name, requestId }
}

function limitView(row: LimitRow): AccessLimit {
  const { tenantIds, changedAt, changedByName } = row
  return {
    subject: subjectView(row),
    tenantIds,
    changedAt: new Date(changedAt).toISOString(),
    changedBy: changedByName,
  }
}

function subjectView(row: Pick<LimitRow, 'subjectKind' | 'subjectId' | 'subjectName'>) {
  return { kind: row.subjectKind, id: row.subjectId, name: row.subjectName }
}
