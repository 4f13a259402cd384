import { seedAbout } from './about-people.ts'
import { groups, type SeedGroup } from './groups.ts'
import type { EntraTenant } from './microsoft/directory/tenant.ts'
import type { EntraUser } from './microsoft/directory/user.ts'
import { mailOf, msp, personId, type SeedPerson, type SeedTenant, tenants } from './people.ts'

interface Directories {
  addTenant(tenant: { id: string; name: string; domain: string }): EntraTenant
}

/** What each customer has bought: seats by part number. Contoso's Business Premium is nearly used up. */
const seats: Record<string, Record<string, number>> = {
  'contoso.example': { SPB: 7, O365_BUSINESS_ESSENTIALS: 12, VISIOCLIENT: 2, MCOEV: 5 },
  'fabrikam.example': { SPB: 4, O365_BUSINESS_ESSENTIALS: 5 },
  'northwind.example': { SPB: 2 },
}

/** The three customers and the MSP's own tenant, as they are before anybody has consented to anything. */
export function seedMicrosoft(directories: Directories): void {
  const own = directories.addTenant(msp)
  for (const { id, name, upn } of msp.technicians) {
    own.addUser({ id, displayName: name, userPrincipalName: upn, mail: upn })
  }
  for (const tenant of tenants) seedTenant(directories.addTenant(tenant), tenant)
}

function seedTenant(directory: EntraTenant, seed: SeedTenant): void {
  for (const [partNumber, enabled] of Object.entries(seats[seed.domain] ?? {})) {
    directory.subscribe(partNumber, { enabled })
  }
  directory.subscribe('FLOW_FREE', { enabled: 10_000 })
  directory.subscribe('SHAREPOINTSTORAGE', { enabled: 1 })
  if (seed.domain === 'northwind.example') seedNorthwind(directory)
  seed.people.forEach((person, index) => {
    const { id } = directory.addUser(userOf(directory, seed, person, personId(seed, index)))
    if (person.licences.length > 0) directory.setLicences(id, person.licences)
    if (person.role) directory.assignRole(id, person.role)
    if (person.mailbox) directory.updateUser(id, { mailbox: person.mailbox })
  })
  seedGroups(directory, seed, groups[seed.domain] ?? [])
  seedAbout(directory, (last) => memberId(directory, seed, last))
}

function seedGroups(directory: EntraTenant, seed: SeedTenant, seedsOfGroups: SeedGroup[]): void {
  for (const { id, name, licences, role, isTeam } of seedsOfGroups) {
    const mail = `${name.toLowerCase().replaceAll(' ', '-')}@${directory.domain}`
    directory.groups.add({
      id,
      displayName: name,
      createdDateTime: '2024-02-05T09:00:00Z',
      ...(isTeam ? { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false, mail } : {}),
      ...(role ? { isAssignableToRole: true } : {}),
    })
    if (licences) directory.setGroupLicences(id, licences)
    if (role) directory.assignRole(id, role)
  }
  for (const { id, members, licences = [], throughGroupAlone = [] } of seedsOfGroups) {
    for (const member of members) directory.groups.addMember(id, memberId(directory, seed, member))
    for (const last of throughGroupAlone) {
      const { licences: all = [] } = seed.people.find((person) => person.last === last) ?? {}
      const direct = all.filter((licence) => !licences.includes(licence))
      directory.setLicences(memberId(directory, seed, last), direct)
    }
  }
}

function memberId(directory: EntraTenant, seed: SeedTenant, name: string): string {
  const at = seed.people.findIndex(({ last }) => last === name)
  return at < 0 ? directory.groups.get(name).id : personId(seed, at)
}

/** A small customer whose renewal is late (seats in their grace period) and who has no Secure Score yet. */
function seedNorthwind(directory: EntraTenant): void {
  directory.subscribe('O365_BUSINESS_ESSENTIALS', { warning: 3, capabilityStatus: 'Warning' })
  directory.secureScoreDays = 0
}

function userOf(directory: EntraTenant, seed: SeedTenant, person: SeedPerson, id: string) {
  const address = mailOf(seed, person)
  const user: Partial<EntraUser> & { displayName: string } = {
    id,
    displayName: person.displayName ?? `${person.first} ${person.last}`,
    givenName: person.first,
    surname: person.last,
    userPrincipalName: address,
    accountEnabled: !person.disabled,
    createdDateTime: '2024-02-05T08:30:00Z',
    ...(person.title ? { jobTitle: person.title } : {}),
    ...(person.department ? { department: person.department } : {}),
    ...(person.office ? { officeLocation: person.office } : {}),
    ...(person.phone ? { businessPhones: [person.phone] } : {}),
    ...(person.mobile ? { mobilePhone: person.mobile } : {}),
  }
  if (person.guest) return { ...user, ...guestProperties(directory, address) }
  return {
    ...user,
    usageLocation: 'US',
    companyName: seed.name,
    ...(person.noMail ? {} : mailboxProperties(directory, address)),
    ...(person.synced ? syncedProperties(directory, person) : {}),
  }
}

function mailboxProperties(directory: EntraTenant, address: string): Partial<EntraUser> {
  const [name] = address.split('@')
  return {
    mail: address,
    mailNickname: name,
    proxyAddresses: [`SMTP:${address}`, `smtp:${name}@${directory.initialDomain}`],
  }
}

/** A guest keeps an address elsewhere; the user principal name holds it with `#EXT#`. */
function guestProperties(directory: EntraTenant, address: string): Partial<EntraUser> {
  const [name] = address.split('@')
  const mail = `${name}@ledgerline.example`
  return {
    mail,
    userPrincipalName: `${mail.replace('@', '_')}#EXT#@${directory.initialDomain}`,
    userType: 'Guest',
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    externalUserState: 'Accepted',
    creationType: 'Invitation',
  }
}

function syncedProperties(directory: EntraTenant, person: SeedPerson): Partial<EntraUser> {
  return {
    onPremisesSyncEnabled: true,
    onPremisesSamAccountName: `${person.first}.${person.last}`.toLowerCase(),
    onPremisesDomainName: `ad.${directory.domain}`,
    onPremisesImmutableId: btoa(`${person.first}${person.last}`.padEnd(16, '.').slice(0, 16)),
    onPremisesLastSyncDateTime: '2026-11-01T05:00:00Z',
  }
}
