import type { ActionState } from '#shared/contract.ts'
import { call } from '../../api.ts'
import { asApiError } from '../../api-error.ts'
import type { Errand } from './errand.ts'

/** never: it did not reach the server · null = the server cannot be asked */
export type Whereabouts = ActionState['state'] | 'never' | null

/** What became of a request whose answer was lost. */
export async function findOut({ key }: Pick<Errand, 'key'>): Promise<Whereabouts> {
  try {
    return (await call('actions.get', { key })).state
  } catch (thrown) {
    return asApiError(thrown).code === 'access.notFound' ? 'never' : null
  }
}
