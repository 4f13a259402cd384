import { apps } from '../../people.ts'
import { LoginRefusal } from './refusal.ts'

const openIdScopes = ['openid', 'profile', 'offline_access', 'email']
/** How our API's one delegated scope may be written. */
const apiScopes = [
  `api://${apps.api}/access`,
  `${apps.api}/access`,
  `api://${apps.api}/.default`,
  `${apps.api}/.default`,
]

/** The scopes of a delegated request; one that the extension was not given is refused. */
export function readScopes(text: string | null): string[] {
  const scopes = (text ?? '').split(' ').filter((scope) => scope !== '')
  if (scopes.length === 0)
    throw new LoginRefusal(900144, "The request body must contain the following parameter: 'scope'.")
  const unknown = scopes.find((scope) => !openIdScopes.includes(scope) && !apiScopes.includes(scope))
  if (unknown?.startsWith('api://') || unknown?.startsWith('https://')) {
    const text = `The resource principal named ${unknown} was not found, or the application has no permission on it.`
    throw new LoginRefusal(500011, text, { error: 'invalid_resource' })
  }
  if (unknown) {
    const text = `The provided value for the input parameter 'scope' is not valid. The scope ${unknown} does not exist.`
    throw new LoginRefusal(70011, text, { error: 'invalid_scope' })
  }
  return scopes
}

export function asksForApi(scopes: readonly string[]): boolean {
  return scopes.some((scope) => apiScopes.includes(scope))
}

/** As Entra lists granted scopes: never offline_access. */
export function grantedScope(scopes: readonly string[]): string {
  const shown = scopes.filter((scope) => scope !== 'offline_access')
  return shown.map((scope) => scope.replace('/.default', '/access')).join(' ')
}
