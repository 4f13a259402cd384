import { actions } from '#shared/actions/index.ts'
import type { PersonView } from '#shared/contract.ts'
import { type AppError, errorText } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import { callerRefusal, personRefusal, tenantRefusal } from '../act/permit.ts'
import { loadSubject } from '../act/subject.ts'
import type { Deps } from '../env.ts'
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
  const groups = await namesOfGroups(deps, person)
  return {
    person,
    tenantName: tenant.name,
    licences: heldLicences(person, { products, groups }),
    roles: roles.names,
    asOf: new Date(asOf).toISOString(),
    tenantProblem: problemOf(tenant),
    actions: actions.map((action) => ({
      id: action.id,
      off: words(
        tenantRefusal(tenant) ?? callerRefusal(action, caller, subject) ?? personRefusal(action, person),
      ),
    })),
  }
}

/** Few persons have a licence by a group: for the others nothing is read. */
async function namesOfGroups(deps: Deps, { tenantId, licences }: Person): Promise<Map<string, string>> {
  const ids = [...new Set(licences.flatMap(({ byGroupId }) => byGroupId ?? []))]
  return ids.length === 0 ? new Map() : groupsOf(deps, tenantId).names(ids)
}

/** The action's own reason says everything; other refusals have the words of their code. */
function words(refusal: AppError | null): string | null {
  if (!refusal) return null
  const { code, detail } = refusal
  return code === 'action.notApplicable' && detail ? detail : errorText(code, detail)
}
