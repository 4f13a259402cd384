import { hasPlan } from '../directory/sku.ts'
import type { StoredUser } from '../directory/user.ts'
import { collection, type GraphAnswer, type GraphCall, pick, readNumber } from './call.ts'
import { showObject } from './directory-object.ts'
import { GraphRefusal, notFound } from './refusal.ts'

const password = {
  '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
  id: '28c10230-6103-485e-b985-444c60001490',
  password: null,
  createdDateTime: '2024-02-05T08:30:00Z',
}

/** `GET /users/{id}/authentication/methods`: the password is always there. */
export function listAuthenticationMethods(call: GraphCall): GraphAnswer {
  const { id, authenticationMethods = [] } = userOf(call)
  return collection(call, `users('${id}')/authentication/methods`, [password, ...authenticationMethods])
}

/** `GET /users/{id}/manager`: 404 where there is none. */
export function getManager(call: GraphCall): GraphAnswer {
  const { managerId } = userOf(call)
  const shown = managerId ? showObject(call.tenant, managerId, null) : null
  if (!shown) throw notFound('manager')
  return { body: { '@odata.context': `${call.root}/$metadata#directoryObjects/$entity`, ...shown } }
}

/** `GET /users/{id}/managedDevices`: of tenants with Intune alone. */
export function listManagedDevices(call: GraphCall): GraphAnswer {
  const { id, managedDevices = [] } = userOf(call)
  if (!hasPlan(call.tenant.subscriptions, 'INTUNE_A'))
    throw new GraphRefusal(400, 'BadRequest', 'Request not applicable to target tenant.')
  const top = readNumber(call.query, '$top', { least: 1, most: 1000 }) ?? 1000
  const shown = managedDevices.slice(0, top).map((device) => pick(call, 'managedDevice', device))
  const more: Record<string, string> =
    managedDevices.length > top ? { '@odata.nextLink': `${call.url.href}&$skiptoken=1` } : {}
  return collection(call, `users('${id}')/managedDevices`, shown, more)
}

/** By object id alone, as the product asks. */
function userOf({ tenant, params }: GraphCall): StoredUser {
  const [id = ''] = params
  const user = tenant.users.get(id.toLowerCase())
  if (!user) throw notFound(id)
  return user
}
