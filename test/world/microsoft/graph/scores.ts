import { controls, scoreOfDay } from '../directory/score.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { collection, type GraphAnswer, type GraphCall, readNumber } from './call.ts'

const dayMs = 86_400_000
const daysKept = 90

/** `GET /security/secureScores`: one snapshot a day, newest first, large; a young tenant has none. */
export function listSecureScores(call: GraphCall): GraphAnswer {
  const { tenant, clock, query } = call
  const top = readNumber(query, '$top', { least: 1, most: 999 })
  const skip = readNumber(query, '$skip', { least: 0, most: 10_000 }) ?? 0
  const size = top ?? daysKept
  const count = Math.min(daysKept, tenant.secureScoreDays)
  const today = Math.floor(clock.now() / dayMs)
  const days = Array.from({ length: count }, (_, index) => today - index).slice(skip, skip + size)
  const value = days.map((day) => scoreOfDay(tenant.id, day, countSeats(tenant)))
  if (skip + size >= count) return collection(call, 'security/secureScores', value)
  const next = `${call.root}/security/secureScores?$top=${size}&$skip=${skip + size}`
  return collection(call, 'security/secureScores', value, { '@odata.nextLink': next })
}

function countSeats({ users }: EntraTenant) {
  const licensed = [...users.values()].filter(({ assignedLicenses = [] }) => assignedLicenses.length > 0)
  return { users: users.size, licensed: licensed.length }
}

export function listControlProfiles(call: GraphCall): GraphAnswer {
  const { tenant, query } = call
  const skip = readNumber(query, '$skip', { least: 0, most: 10_000 }) ?? 0
  const size = readNumber(query, '$top', { least: 1, most: 999 }) ?? 20
  const value = controls.slice(skip, skip + size).map((control, index) => ({
    id: control.id,
    azureTenantId: tenant.id,
    actionType: 'Config',
    actionUrl: `https://security.microsoft.com/securescore?control=${control.id}`,
    controlCategory: control.category,
    title: control.title,
    deprecated: control.isDeprecated,
    implementationCost: control.cost,
    userImpact: control.impact,
    maxScore: control.most,
    rank: skip + index + 1,
    lastModifiedDateTime: '2026-03-02T00:00:00Z',
    complianceInformation: [],
    remediation: `<p>Open the <b>${control.service}</b> settings:</p><ol><li>Find &ldquo;${control.title}&rdquo;.</li><li>Switch it on for a few <a href="https://learn.microsoft.com/" target="_blank">users</a> first.</li></ol>`,
    remediationImpact: '<p>Users notice it once.</p>',
    service: control.service,
    threats: ['Account Breach'],
    tier: 'Core',
    controlStateUpdates: [],
    vendorInformation: {
      provider: 'SecureScore',
      providerVersion: null,
      subProvider: null,
      vendor: 'Microsoft',
    },
  }))
  if (skip + size >= controls.length) return collection(call, 'security/secureScoreControlProfiles', value)
  const next = `${call.root}/security/secureScoreControlProfiles?$top=${size}&$skip=${skip + size}`
  return collection(call, 'security/secureScoreControlProfiles', value, { '@odata.nextLink': next })
}
