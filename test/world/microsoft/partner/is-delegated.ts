import { decodeJwt } from 'jose'

/** Whether a request to Graph comes for a signed-in account and not for an application. */
export function isDelegated(request: Request): boolean {
  const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  try {
    return token !== undefined && decodeJwt(token).idtyp === 'user'
  } catch {
    return false
  }
}
