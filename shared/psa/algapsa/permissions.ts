import { AppError } from '../../errors.ts'
import { needing } from '../needing.ts'

/** A request by the permission (resource: action) that the key's owner needs. */
export const asking = <T>(permission: string, request: () => Promise<T>): Promise<T> =>
  needing('AlgaPSA', permission, request)

/** Ids are UUIDs in AlgaPSA; anything else is unknown to it and goes into no address. */
export function idPath(id: string): string {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) throw new AppError('psa.notFound')
  return id
}
