import { AppError } from '../errors.ts'

/** The part of a path that is an id. Where ids are numbers, anything else is unknown and goes into no address. */
export function idPath(id: string): string {
  if (!/^\d{1,15}$/.test(id)) throw new AppError('psa.notFound')
  return id
}
