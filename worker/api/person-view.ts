import type { PersonView } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import type { Caller } from './handlers.ts'

/** What a technician sees of a person: from the mirror alone. Unknown tenant or person: access.notFound. */
export async function personView(
  _deps: Deps,
  _caller: Caller,
  _tenantId: string,
  _personId: string,
): Promise<PersonView> {
  throw new AppError('access.notFound')
}
