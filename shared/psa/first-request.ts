import { AppError } from '../errors.ts'

/** The first request to a typed address: what does not answer like this PSA is told as a wrong address. */
export async function firstRequest<T>(psa: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    const isElsewhere =
      error instanceof AppError && (error.code === 'psa.notFound' || error.code === 'psa.malformed')
    if (!isElsewhere) throw error
    throw new AppError('psa.address', { detail: `There is no ${psa} at this address.`, cause: error })
  }
}
