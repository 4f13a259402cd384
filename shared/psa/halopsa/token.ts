import * as v from 'valibot'
import type { PsaApiDefinition } from '../api.ts'

const Token = v.object({ access_token: v.pipe(v.string(), v.nonEmpty()) })

/** Client credentials at the account's own sign-in (its API details name it); hosted accounts may want their tenant named. */
export const token: NonNullable<PsaApiDefinition['token']> = {
  url(account, { tenant = '' }) {
    const name = tenant.trim().toWellFormed()
    return `https://${account}/auth/token${name ? `?tenant=${encodeURIComponent(name)}` : ''}`
  },
  form: (_account, { clientId = '', clientSecret = '' }) => ({
    grant_type: 'client_credentials',
    client_id: clientId.trim(),
    client_secret: clientSecret.trim(),
    // What the application may do is set in HaloPSA; "all" asks for no less than that.
    scope: 'all',
  }),
  read(answer) {
    const parsed = v.safeParse(Token, answer)
    return parsed.success ? parsed.output.access_token : null
  },
}
