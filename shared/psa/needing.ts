import { AppError } from '../errors.ts'

/** Names the permission that a refused request needs, in the PSA's words. */
export async function needing<T>(psa: string, permission: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'psa.permission') throw error
    throw new AppError('psa.permission', { detail: `${psa} asks for “${permission}”.`, cause: error })
  }
}
