import type { Microsoft } from './microsoft/microsoft.ts'
import { roleIds } from './microsoft/partner/partner.ts'

const good = [
  ['Alder and Finch Surveyors', 'alderfinch', ['Petra Hallowell', 'Joost Fairweather', 'Imke Sandringfield']],
  ['Brightwater Veterinary', 'brightwater', ['Maren Oxenholme', 'Silas Trewick', 'Dagny Pellworth']],
  ['Copperline Joinery', 'copperline', ['Bertil Ashgrove', 'Romy Kettlewell', 'Anselm Dovecote']],
  ['Dunmore Insurance', 'dunmore', ['Lotte Wintersett', 'Cyrus Haverbeck', 'Philippa Montrayne']],
  ['Elmhurst Florists', 'elmhurst', ['Flora Nettlecombe', 'Ivo Marchmain', 'Greta Sallowfield']],
  ['Foxglove Pharmacy', 'foxglove', ['Ansel Thackwray', 'Noor Beddingfield', 'Elske Ravenhill']],
  ['Greyfriars Printing', 'greyfriars', ['Magnus Tilbrook', 'Odile Farrowmere', 'Piet Langstroth']],
  ['Hollin Architects', 'hollin', ['Saskia Whinfell', 'Emeric Colebrand', 'Tess Applegarth']],
] as const
const broken = {
  expired: ['Ironbridge Haulage', 'ironbridge', ['Rufus Stonegate', 'Wilma Hexworthy', 'Jarl Pennistone']],
  lacksRole: ['Juniper Catering', 'juniper', ['Cosima Ludwell', 'Teun Barleyman', 'Ottilie Graves']],
  guest: ['Kestrel Accountants', 'kestrel', ['Hanneke Proudfoot', 'Basil Underhay', 'Fenna Lorrimer']],
} as const
const jobTitles = ['Office manager', 'Partner', 'Assistant']

const dayMs = 24 * 3_600_000
const idAt = (at: number) => `d0000000-0000-4000-8000-0000000000${(at + 1).toString(16).padStart(2, '0')}`

/** Tenants of the partner's customers that only the partner knows: eight good ones and three that are broken. */
const partnerTenants = [...good, ...Object.values(broken)].map(([name, domain, people], at) => ({
  id: idAt(at),
  name,
  domain: `${domain}.example`,
  people,
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
    for (const [at, displayName] of tenant.people.entries()) {
      const mail = `${displayName.replace(' ', '.')}@${tenant.domain}`.toLowerCase()
      const [givenName, surname] = displayName.split(' ')
      const names = { displayName, givenName, surname, jobTitle: jobTitles[at] }
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
