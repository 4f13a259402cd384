import type { EntraTenant } from '../../test/world/microsoft/directory/tenant.ts'
import type { StoredUser } from '../../test/world/microsoft/directory/user.ts'
import type { Plant } from './plant.ts'

const departments = ['Sales', 'Support', 'Finance', 'Production', 'Research', 'Legal', 'Logistics', null]
const offices = ['Head office', 'Harbour', 'Eastside', 'Depot', 'Campus']
const products = ['SPB', 'O365_BUSINESS_ESSENTIALS', 'MCOEV']

let serial = 0

/**
 * A customer of that many users, consented to and connected, never read. `isPlain`: all of them are enabled members with
 * a mailbox, so that each belongs to the organisation. `isNamed`: they are called as people are, many alike.
 */
export async function addCustomer(
  { world, db }: Plant,
  users: number,
  { isPlain = false, isNamed = false } = {},
): Promise<EntraTenant> {
  serial += 1
  const id = `c1000000-0000-4000-8000-${String(serial).padStart(12, '0')}`
  const tenant = world.microsoft.addTenant({ id, name: `Customer ${serial}`, domain: `c${serial}.example` })
  for (const product of products) tenant.subscribe(product, { enabled: 2 * users })
  for (let at = 0; at < users; at += 1) addPerson(tenant, at, isPlain, isNamed ? nameAt(at) : numbered(at))
  tenant.assignRole(personIdAt(0), 'Global Administrator')
  tenant.quirks.emptyPages = false
  world.microsoft.consent(id, 'reader')
  await db
    .prepare(
      `INSERT INTO tenant (id, name, domains, state, reached_by, connected_at, connected_by, next_due_at)
       VALUES (?1, ?2, '[]', 'connected', 'consent', ?3, 'bench', ?3)`,
    )
    .bind(id, tenant.name, world.clock.now())
    .run()
  return tenant
}

interface Name {
  givenName: string
  surname: string
}
const numbered = (at: number): Name => ({ givenName: 'Person', surname: `Number ${at}` })

const beginnings = [
  'Al',
  'Be',
  'Cor',
  'Da',
  'El',
  'Fi',
  'Gar',
  'Hel',
  'Is',
  'Jo',
  'Ka',
  'Lu',
  'Mar',
  'Ni',
  'Ol',
]
const middles = ['ba', 'den', 'ri', 'mo', 'lin', 'tha', 've', 'sto', 'quin', 'wer', 'ka', 'no']
const endings = ['son', 'ley', 'berg', 'wick', 'ton', 'ford', 'man', 'ski', 'ez', 'well', 'more', 'ham']

/** 15 × 12 given names, 2,160 surnames: in 100,000 persons each surname some 46 times. */
function nameAt(at: number): Name {
  const of = (parts: readonly string[], by: number) => parts[by % parts.length] ?? ''
  const spread = Math.imul(at + 1, 0x9e3779b1) >>> 0
  return {
    givenName: of(beginnings, spread) + of(middles, spread >>> 8),
    surname: of(beginnings, spread >>> 3) + of(middles, spread >>> 11) + of(endings, spread >>> 17),
  }
}

/** Object ids are spread evenly, as Entra's are. */
function personIdAt(at: number): string {
  const spread = Math.imul(at + 1, 0x9e3779b1) >>> 0
  return `${spread.toString(16).padStart(8, '0')}-0000-4000-8000-${String(at).padStart(12, '0')}`
}

/** As an ordinary employee stands in Entra: every property that is read, two addresses, two licences. */
function addPerson(tenant: EntraTenant, at: number, isPlain: boolean, called: Name): void {
  const id = personIdAt(at)
  const name = `person.${at}`
  const isGuest = !isPlain && at % 25 === 0
  const mail = `${name}@${tenant.domain}`
  const skuIds = tenant.subscriptions.slice(at % 2, (at % 2) + 2).map(({ product }) => product.skuId)
  const user: StoredUser = {
    id,
    displayName: `${called.givenName} ${called.surname}`,
    ...called,
    userPrincipalName: mail,
    mail,
    mailNickname: name,
    proxyAddresses: [`SMTP:${mail}`, `smtp:${name}@${tenant.initialDomain}`],
    accountEnabled: isPlain || at % 200 !== 7,
    userType: isGuest ? 'Guest' : 'Member',
    createdDateTime: '2024-02-05T08:30:00Z',
    jobTitle: `Position ${at % 40}`,
    department: departments[at % departments.length],
    officeLocation: offices[at % offices.length],
    companyName: tenant.name,
    mobilePhone: `+1 555 01${String(at % 100).padStart(2, '0')} 900`,
    businessPhones: [`+1 555 01${String(at % 100).padStart(2, '0')} 100`],
    usageLocation: 'US',
    assignedLicenses: skuIds.map((skuId) => ({ skuId, disabledPlans: [] })),
    passwordChangedAt: null,
    forceChangePasswordNextSignIn: false,
    sessionsRevokedAt: null,
    mailbox: isGuest ? null : 'user',
  }
  tenant.users.set(id, user)
  tenant.changes.add(id, null)
}

/** What an hour brings: one in a hundred has another job title. Gives how many. */
export function changeSome(tenant: EntraTenant, hour: number): number {
  const ids = [...tenant.users.keys()].filter((_, at) => at % 100 === hour % 100)
  for (const id of ids) tenant.updateUser(id, { jobTitle: `Promoted in hour ${hour}` })
  return ids.length
}
