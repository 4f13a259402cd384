import { AppError } from '#shared/errors.ts'

export async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`Expected a refusal, got ${error}`)
  return error
}

export const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** Code and words of a refusal. */
export async function refusal(work: Promise<unknown>): Promise<[string, string | undefined]> {
  const { code, detail } = await refusalOf(work)
  return [code, detail]
}
