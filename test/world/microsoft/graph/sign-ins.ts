import { hasPlan } from '../directory/sku.ts'
import { collection, type GraphAnswer, type GraphCall, readNumber } from './call.ts'
import { nonPremium, unsupportedQuery } from './refusal.ts'

/** `GET /auditLogs/signIns`: interactive ones and the last one of each user, newest first; premium tenants alone. */
export function listSignIns(call: GraphCall): GraphAnswer {
  const { tenant, query } = call
  if (!hasPlan(tenant.subscriptions, 'AAD_PREMIUM')) throw nonPremium()
  const wanted = readUserId(query.get('$filter'))
  const top = readNumber(query, '$top', { least: 1, most: 1000 }) ?? 1000
  const value = [...tenant.users.values()].flatMap((user) => {
    if (wanted !== null && user.id !== wanted) return []
    const { id: userId, displayName: userDisplayName, userPrincipalName, signIns = [] } = user
    const whose = { userId, userDisplayName, userPrincipalName }
    const status = { errorCode: 0, failureReason: 'Other.', additionalDetails: null }
    const at = user.signInActivity?.lastSignInDateTime
    const last = at ? [{ id: `${userId}_${at}`, createdDateTime: at }] : []
    return [...signIns, ...last].map((signIn) => ({ ...whose, status, ...signIn }))
  })
  const newest = value.sort((a, b) => (a.createdDateTime < b.createdDateTime ? 1 : -1))
  return collection(call, 'auditLogs/signIns', newest.slice(0, top))
}

function readUserId(filter: string | null): string | null {
  if (filter === null) return null
  const id = /^userId eq '([0-9a-f-]{36})'$/.exec(filter)?.[1]
  if (!id) throw unsupportedQuery(`Unsupported or invalid query filter clause specified: '${filter}'.`)
  return id
}
