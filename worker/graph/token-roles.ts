import { decodeJwt } from 'jose'
import * as v from 'valibot'

const Roles = v.array(v.string())

/**
 * The permissions in an application's own token. Graph's tokens are opaque by contract: one that does not read is
 * no error, it only says nothing. The token came from Microsoft itself, so its signature proves nothing more.
 */
export function rolesOf(token: string): string[] | null {
  try {
    const { roles, iss } = decodeJwt(token)
    // Without any permission the claim is left out.
    if (roles === undefined) return iss === undefined ? null : []
    const parsed = v.safeParse(Roles, roles)
    return parsed.success ? parsed.output.toSorted() : null
  } catch {
    return null
  }
}

/** The object id of the application in the tenant, which holds its directory roles; null = the token does not say. */
export function objectIdOf(token: string): string | null {
  try {
    const { oid } = decodeJwt(token)
    return typeof oid === 'string' ? oid.toLowerCase() : null
  } catch {
    return null
  }
}
