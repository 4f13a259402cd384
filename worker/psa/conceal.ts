import { AppError } from '#shared/errors.ts'

/** Shorter ones would be found in any sentence. */
const shortest = 6

/**
 * What is raised says nothing of the credentials: a PSA may repeat in its refusal what it was sent, and refusals are
 * shown, kept and logged.
 */
export async function concealing<T>(
  credentials: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AppError ? concealed(error, credentials) : error
  }
}

function concealed(error: AppError, credentials: Readonly<Record<string, string>>): AppError {
  const { code, detail, retryAfterSeconds, cause } = error
  if (detail === undefined) return error
  const said = Object.values(credentials)
    .map((value) => value.trim())
    .filter((value) => value.length >= shortest && detail.includes(value))
    // The longest first: one may stand within another.
    .toSorted((a, b) => b.length - a.length)
  if (said.length === 0) return error
  const quiet = said.reduce((text, value) => text.replaceAll(value, '…'), detail)
  return new AppError(code, {
    detail: quiet,
    // A former error of ours says the same words.
    ...(cause instanceof AppError ? {} : { cause }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}
