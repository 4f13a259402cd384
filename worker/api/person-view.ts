import { actions } from '#shared/actions/index.ts'
import type { PersonView } from '#shared/contract.ts'
import { type AppError, errorText } from '#shared/errors.ts'
import { productName } from '#shared/licences.ts'
import { callerRefusal, personRefusal, tenantRefusal } from '../act/permit.ts'
import { loadSubject } from '../act/prepare.ts'
import type { Deps } from '../env.ts'
import { type LicenceRow, licenceRows } from '../store/overview.ts'
import { problemOf } from '../store/problem.ts'
import type { Caller } from './handlers.ts'

/** What a technician sees of a person: from the mirror alone. Unknown tenant or person: access.notFound. */
export async function personView(
  deps: Deps,
  caller: Caller,
  tenantId: string,
  personId: string,
): Promise<PersonView> {
  const [subject, products] = await Promise.all([
    loadSubject(deps, tenantId, personId),
    licenceRows(deps, tenantId),
  ])
  const { tenant, person, roles, asOf } = subject
  return {
    person,
    tenantName: tenant.name,
    licences: person.skuIds.map((skuId) => licenceOf(skuId, products)),
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

/** A product that the tenant's own list does not name yet is known by its id. */
function licenceOf(skuId: string, products: readonly LicenceRow[]) {
  const partNumber = products.find((product) => product.skuId === skuId)?.partNumber ?? ''
  return { skuId, partNumber, name: productName(skuId, partNumber) }
}

/** The action's own reason says everything; other refusals have the words of their code. */
function words(refusal: AppError | null): string | null {
  if (!refusal) return null
  const { code, detail } = refusal
  return code === 'action.notApplicable' && detail ? detail : errorText(code, detail)
}
