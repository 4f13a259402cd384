import type { ActionDefinition } from '#shared/actions/define.ts'
import { actions } from '#shared/actions/index.ts'
import { adminLink } from '#shared/admin-links.ts'
import type { PersonView } from '#shared/contract.ts'
import { type AppError, errorText, nextStep } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import { availabilityOf, readMeans, type TenantMeans } from '../act/availability.ts'
import { callerRefusal, personRefusal } from '../act/permit.ts'
import { loadSubject, type Subject } from '../act/subject.ts'
import type { Deps } from '../env.ts'
import { cloudNameOf } from '../graph/clouds.ts'
import { groupsOf } from '../store/groups.ts'
import { licenceRows } from '../store/overview.ts'
import { problemOf } from '../store/problem.ts'
import type { Caller } from './handlers.ts'
import { heldLicences } from './held-licences.ts'

/** What a technician sees of a person: from the mirror alone. Unknown tenant or person: access.notFound. */
export async function personView(
  deps: Deps,
  caller: Caller,
  tenantId: string,
  personId: string,
): Promise<PersonView> {
  const [subject, products] = await Promise.all([
    loadSubject(deps, null, tenantId, personId),
    licenceRows(deps, tenantId),
  ])
  const { tenant, person, roles, asOf } = subject
  const [groups, means] = await Promise.all([namesOfGroups(deps, person), readMeans(deps, tenant)])
  return {
    person,
    tenantName: tenant.name,
    licences: heldLicences(person, { products, groups }),
    roles: roles.names,
    asOf: new Date(asOf).toISOString(),
    tenantProblem: problemOf(tenant),
    actions: personActions.map((action) => actionView(deps, action, { caller, subject, means })),
  }
}

/** Few persons have a licence by a group: for the others nothing is read. */
async function namesOfGroups(deps: Deps, { tenantId, licences }: Person): Promise<Map<string, string>> {
  const ids = [...new Set(licences.flatMap(({ byGroupId }) => byGroupId ?? []))]
  return ids.length === 0 ? new Map() : groupsOf(deps, tenantId).names(ids)
}

const personActions = actions.filter(({ on }) => on !== 'tenant')

interface Standing {
  caller: Caller
  subject: Subject
  means: TenantMeans
}

/** What the tenant lacks comes first: it is off for everybody there. */
function actionView(
  deps: Deps,
  action: ActionDefinition,
  { caller, subject, means }: Standing,
): PersonView['actions'][number] {
  const { person } = subject
  const { state, reason, next, link } = availabilityOf(action, means, person)
  if (state === 'lacks') return { id: action.id, off: reason, next, link, caution: null }
  const refusal = callerRefusal(action, caller, subject) ?? personRefusal(action, person)
  if (!refusal) return { id: action.id, off: null, next, link: reason && link, caution: reason }
  const byHand = adminLink(action.centre ?? 'entra', person, cloudNameOf(deps.env))?.url ?? null
  return {
    ...{ id: action.id, off: words(refusal), caution: null },
    ...{ next: nextStep(refusal.code) ?? null, link: refusal.code === 'access.role' ? null : byHand },
  }
}

/** The action's own reason says everything; other refusals have the words of their code. */
function words({ code, detail }: AppError): string {
  return code === 'action.notApplicable' && detail ? detail : errorText(code, detail)
}
