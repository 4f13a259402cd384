import * as v from 'valibot'
import type { ErrorCode } from '../../errors.ts'

const Said = v.union([
  v.string(),
  v.pipe(
    v.looseObject({ Message: v.string() }),
    v.transform(({ Message }) => Message),
  ),
  v.pipe(
    v.looseObject({ message: v.string() }),
    v.transform(({ message }) => message),
  ),
  v.pipe(
    v.looseObject({ error_description: v.string() }),
    v.transform(({ error_description }) => error_description),
  ),
  v.pipe(
    v.looseObject({ title: v.string(), errors: v.record(v.string(), v.array(v.string())) }),
    v.transform(({ title, errors }) => [title, ...Object.values(errors).flat()].join(' ')),
  ),
])
const SignIn = v.looseObject({ error: v.string() })

/** What the sign-in says (RFC 6749, 5.2), mostly with status 400. */
const signInCodes: Readonly<Record<string, ErrorCode>> = {
  invalid_client: 'psa.keyRefused',
  unauthorized_client: 'psa.keyRefused',
  invalid_grant: 'psa.keyRefused',
  invalid_scope: 'psa.permission',
}

/** Refusals come as a sentence, as an exception of .NET (`Message`), or as its list of invalid fields. */
export function refusal({ body }: { body: unknown }): { code: ErrorCode | null; words: string | null } {
  const signIn = v.safeParse(SignIn, body)
  const code = signIn.success ? signInCodes[signIn.output.error] : undefined
  const said = v.safeParse(Said, body)
  const words = said.success ? said.output : signIn.success ? signIn.output.error : null
  return { code: code ?? null, words: words?.trim() || null }
}
