import { plainName } from './same-name.ts'
import { type Evidence, evidenceOf } from './suggest-evidence.ts'
import { alikeIndex } from './suggest-names.ts'
import { reasonOf } from './suggest-reason.ts'

export interface SuggestTenant {
  id: string
  name: string
  /** Verified domains */
  domains: readonly string[]
  /** It has a mapping: it takes part in the evidence and is offered nothing. */
  mapped: boolean
}

export interface SuggestOrganisation {
  id: string
  name: string
  /** The Microsoft tenant that the PSA itself names */
  tenantId: string | null
  /** Domains of its own e-mail address, or that the PSA keeps with it */
  ownDomains: readonly string[]
  /** How many of its contacts have an address at a domain, by domain */
  contactDomains: Readonly<Record<string, number>>
  /** It is mapped: it takes part in the evidence and is not offered. */
  mapped: boolean
}

/** certain: may be accepted with all others · likely: look first · weak: a similar name alone */
type Confidence = 'certain' | 'likely' | 'weak'

export interface Suggested {
  tenant: SuggestTenant
  organisation: SuggestOrganisation
  confidence: Confidence
  /** In words. */
  reason: string
}

/** Offered to one tenant: who must look first cannot look at a hundred. */
const mostOffered = 5
const ranks: Record<Confidence, number> = { certain: 0, likely: 1, weak: 2 }

/**
 * Which organisation each tenant without a mapping may be, the most certain first; `without` are the tenants for which
 * nothing was found. Neither depends on the order of what is handed in. The certain ones touch no tenant and no
 * organisation twice, so accepting them in any order comes to the same.
 */
export function suggest(
  tenants: readonly SuggestTenant[],
  organisations: readonly SuggestOrganisation[],
): { suggestions: Suggested[]; without: SuggestTenant[] } {
  const evidence = evidenceOf(tenants, organisations)
  const sure = evidence.filter((one) => isCertain(one))
  const taken = new Set(sure.map(({ organisation }) => organisation))
  const free = organisations.filter((organisation) => !organisation.mapped && !taken.has(organisation))
  const alike = alikeIndex(free.filter(({ tenantId }) => tenantId === null))
  const byTenant = Map.groupBy(evidence, ({ tenant }) => tenant)
  const certainOf = new Map(sure.map((one) => [one.tenant, one]))
  const open = tenants.filter(({ mapped }) => !mapped).toSorted(byName)
  const offers = open.map((tenant): Suggested[] => {
    const certain = certainOf.get(tenant)
    if (certain) return [suggested(certain, 'certain')]
    const likely = likelyOf(byTenant.get(tenant) ?? [], taken)
    return likely.length > 0 ? likely : weakOf(tenant, alike(plainName(tenant.name)))
  })
  return {
    suggestions: offers.flat().toSorted((a, b) => ranks[a.confidence] - ranks[b.confidence]),
    without: open.filter((_tenant, index) => offers[index]?.length === 0),
  }
}

/** Nothing else may point to this organisation, nor this tenant to another one; the PSA's own word decides alone. */
function isCertain({ tenant, organisation, kind, others }: Evidence): boolean {
  if (tenant.mapped || organisation.mapped) return false
  if (kind === 'named') return others.named === 0
  return kind === 'held' && others.organisations === 0 && others.tenants === 0
}

function likelyOf(evidence: readonly Evidence[], taken: ReadonlySet<SuggestOrganisation>): Suggested[] {
  const open = evidence.filter(({ organisation }) => !organisation.mapped && !taken.has(organisation))
  const strong = open.filter(({ kind }) => kind !== 'thin')
  return (strong.length > 0 ? strong : open)
    .toSorted((a, b) => strength(b) - strength(a) || byName(a.organisation, b.organisation))
    .slice(0, mostOffered)
    .map((one) => suggested(one, 'likely'))
}

const suggested = (one: Evidence, confidence: Confidence): Suggested => ({
  tenant: one.tenant,
  organisation: one.organisation,
  confidence,
  reason: reasonOf(one),
})

/** The PSA's word, then the organisation's own address, then the more contacts. */
const strength = ({ kind, hold }: Evidence): number =>
  kind === 'named' ? Number.POSITIVE_INFINITY : (hold?.isOwn ? 1e12 : 0) + (hold?.contacts ?? 0)

function weakOf(tenant: SuggestTenant, alike: readonly SuggestOrganisation[]): Suggested[] {
  return alike
    .toSorted(byName)
    .slice(0, mostOffered)
    .map((organisation) => ({
      tenant,
      organisation,
      confidence: 'weak',
      reason: 'The names are alike. Nothing else says that they are the same.',
    }))
}

/** By code units: every reader gets the same order. */
function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.id, b.id)
}
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
