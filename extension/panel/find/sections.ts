import { i18n } from '#i18n'
import type { Candidate, PersonHit } from '#shared/contract.ts'
import type { RecentPerson } from '../../settings.ts'
import type { Hit } from '../hit-row.tsx'
import type { PersonRef } from '../place.ts'

export interface HitSection {
  title: string
  hits: Hit[]
}
interface Material {
  /** null = nothing was searched for yet. */
  found: PersonHit[] | null
  candidates: Candidate[]
  recents: RecentPerson[]
  /** The tenant that was looked in first. */
  firstTenantId: string | null
}

/** Results by where they were looked for; before that, whom it may well be. */
export function sectionsOf({ found, candidates, recents, firstTenantId }: Material): HitSection[] {
  const sections = found ? foundSections(found, firstTenantId) : likelySections(candidates, recents)
  return sections.filter(({ hits }) => hits.length > 0)
}

function foundSections(found: PersonHit[], firstTenantId: string | null): HitSection[] {
  if (!firstTenantId) return [{ title: i18n.t('panel.find.found'), hits: found }]
  const here = found.filter(({ tenantId }) => tenantId === firstTenantId)
  const elsewhere = found.filter(({ tenantId }) => tenantId !== firstTenantId)
  return [
    { title: here[0] ? i18n.t('panel.find.inTenant', { tenantName: here[0].tenantName }) : '', hits: here },
    { title: i18n.t('panel.find.inOtherTenants'), hits: elsewhere },
  ]
}

function likelySections(candidates: Candidate[], recents: RecentPerson[]): HitSection[] {
  const others = recents.filter((recent) => !candidates.some((candidate) => isSame(candidate, recent)))
  return [
    { title: i18n.t('panel.find.mayBeMeant'), hits: candidates },
    { title: i18n.t('panel.find.recentPersons'), hits: others },
  ]
}

export function isSame(one: PersonRef, other: PersonRef | null): boolean {
  return other !== null && one.tenantId === other.tenantId && one.personId === other.personId
}
