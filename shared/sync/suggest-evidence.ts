import { isCompanyDomain, plainDomain } from './mail-domain.ts'
import type { SuggestOrganisation, SuggestTenant } from './suggest.ts'

/** A verified domain of a tenant that an organisation has to do with. */
export interface Hold {
  domain: string
  /** It is the domain of the organisation's own address. */
  isOwn: boolean
  /** Its contacts with an address there, of all that have an address. */
  contacts: number
  total: number
}

/** Why a tenant and an organisation may be the same. */
export interface Evidence {
  tenant: SuggestTenant
  organisation: SuggestOrganisation
  /**
   * named: the PSA names the tenant · held: its own address, at least two contacts, or half of them · thin: fewer
   */
  kind: 'named' | 'held' | 'thin'
  /** The domain that says most; null where the PSA's word is enough. */
  hold: Hold | null
  /** What else is named or held: by other tenants with this organisation, by other organisations with this tenant. */
  others: { tenants: number; organisations: number; named: number }
}
type Found = Omit<Evidence, 'others'>

/** Every pair that something but its name speaks for. Linear in tenants and organisations. */
export function evidenceOf(
  tenants: readonly SuggestTenant[],
  organisations: readonly SuggestOrganisation[],
): Evidence[] {
  const byId = new Map(tenants.map((tenant) => [tenant.id.toLowerCase(), tenant]))
  const byDomain = Map.groupBy(
    tenants.flatMap((tenant) => companyDomains(tenant.domains).map((domain) => ({ domain, tenant }))),
    ({ domain }) => domain,
  )
  const found = organisations.flatMap((organisation): Found[] => {
    // Whoever the PSA names, it is nobody else, known to us or not.
    if (organisation.tenantId !== null)
      return namedBy(organisation, byId.get(organisation.tenantId.toLowerCase()))
    const holds = holdsOf(organisation)
      .filter(({ domain }) => byDomain.has(domain))
      .flatMap((hold) => (byDomain.get(hold.domain) ?? []).map(({ tenant }) => ({ tenant, hold })))
    return [...Map.groupBy(holds, ({ tenant }) => tenant)].map(([tenant, list]) =>
      held(
        tenant,
        organisation,
        list.map(({ hold }) => hold),
      ),
    )
  })
  return counted(found)
}

function namedBy(organisation: SuggestOrganisation, tenant: SuggestTenant | undefined): Found[] {
  return tenant ? [{ tenant, organisation, kind: 'named', hold: null }] : []
}

function held(tenant: SuggestTenant, organisation: SuggestOrganisation, holds: readonly Hold[]): Found {
  const hold = holds.reduce((best, one) => (saysMore(one, best) ? one : best))
  return { tenant, organisation, kind: isStrong(hold) ? 'held' : 'thin', hold }
}

const isStrong = ({ isOwn, contacts, total }: Hold) => isOwn || contacts >= 2 || contacts * 2 >= total

function saysMore(one: Hold, other: Hold): boolean {
  if (one.isOwn !== other.isOwn) return one.isOwn
  return one.contacts === other.contacts ? one.domain < other.domain : one.contacts > other.contacts
}

function holdsOf({ ownDomains, contactDomains }: SuggestOrganisation): Hold[] {
  const own = new Set(companyDomains(ownDomains))
  const contacts = new Map<string, number>()
  let total = 0
  for (const [text, count] of Object.entries(contactDomains)) {
    const domain = plainDomain(text)
    if (domain !== null) contacts.set(domain, (contacts.get(domain) ?? 0) + count)
    total += count
  }
  return [...new Set([...own, ...companyDomains([...contacts.keys()])])].map((domain) => ({
    domain,
    isOwn: own.has(domain),
    contacts: contacts.get(domain) ?? 0,
    total,
  }))
}

function companyDomains(domains: readonly string[]): string[] {
  const plain = domains.map(plainDomain).filter((domain) => domain !== null)
  return [...new Set(plain)].filter(isCompanyDomain)
}

function counted(found: readonly Found[]): Evidence[] {
  const strong = found.filter(({ kind }) => kind !== 'thin')
  const organisations = tally(strong.map(({ tenant }) => tenant))
  const tenants = tally(strong.map(({ organisation }) => organisation))
  const named = tally(strong.filter(({ kind }) => kind === 'named').map(({ tenant }) => tenant))
  return found.map((one) => {
    const self = Number(one.kind !== 'thin')
    const others = {
      tenants: (tenants.get(one.organisation) ?? 0) - self,
      organisations: (organisations.get(one.tenant) ?? 0) - self,
      named: (named.get(one.tenant) ?? 0) - Number(one.kind === 'named'),
    }
    return { ...one, others }
  })
}

function tally<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
