import type { Microsoft } from './microsoft/microsoft.ts'
import { roleIds } from './microsoft/partner/partner.ts'

const good = [
  ['Alder and Finch Surveyors', 'alderfinch'],
  ['Brightwater Veterinary', 'brightwater'],
  ['Copperline Joinery', 'copperline'],
  ['Dunmore Insurance', 'dunmore'],
  ['Elmhurst Florists', 'elmhurst'],
  ['Foxglove Pharmacy', 'foxglove'],
  ['Greyfriars Printing', 'greyfriars'],
  ['Hollin Architects', 'hollin'],
] as const
const broken = {
  expired: ['Ironbridge Haulage', 'ironbridge'],
  lacksRole: ['Juniper Catering', 'juniper'],
  guest: ['Kestrel Accountants', 'kestrel'],
} as const
const people = [
  ['Petra', 'Hallowell', 'Office manager'],
  ['Joost', 'Fairweather', 'Partner'],
  ['Imke', 'Sandringfield', 'Assistant'],
] as const

const dayMs = 24 * 3_600_000
const idAt = (at: number) => `d0000000-0000-4000-8000-0000000000${(at + 1).toString(16).padStart(2, '0')}`

/** Tenants of the partner's customers that only the partner knows: eight good ones and three that are broken. */
const partnerTenants = [...good, ...Object.values(broken)].map(([name, domain], at) => ({
  id: idAt(at),
  name,
  domain: `${domain}.example`,
}))

/** The tenants of the seed, by what is the matter with them. */
export const seededPartner = {
  good: partnerTenants.slice(0, good.length),
  expired: partnerTenants[good.length]?.id ?? '',
  lacksRole: partnerTenants[good.length + 1]?.id ?? '',
  guest: partnerTenants[good.length + 2]?.id ?? '',
}

/**
 * Switches the partner on, with twelve customers: eight good ones, one whose relationship has expired, one that lacks a
 * role, one where the service account is a guest, and one (Contoso) that may be connected by its own consent already.
 */
export function seedPartner(microsoft: Microsoft, now: number): void {
  const { partner } = microsoft
  partner.switchOn()
  for (const tenant of partnerTenants) {
    const directory = microsoft.addTenant(tenant)
    for (const [first, last, jobTitle] of people) {
      const mail = `${first}.${last}@${tenant.domain}`.toLowerCase()
      const names = { displayName: `${first} ${last}`, givenName: first, surname: last, jobTitle }
      directory.addUser({ ...names, userPrincipalName: mail, mail, usageLocation: 'US' })
    }
    partner.addCustomer(directory, { id: `gdap-${tenant.domain}`, ...flawOf(tenant.id, now) })
  }
  partner.refusals.set(seededPartner.guest, {
    number: 50020,
    text: 'User account from identity provider does not exist in tenant and cannot access the application.',
  })
  partner.addCustomer(microsoft.tenant('contoso.example'), { id: 'gdap-contoso.example' })
}

function flawOf(tenantId: string, now: number) {
  if (tenantId === seededPartner.expired) return { status: 'expired', endsAt: now - 12 * dayMs }
  if (tenantId === seededPartner.lacksRole) return { roles: [roleIds.cloudApplication, roleIds.user] }
  return {}
}
