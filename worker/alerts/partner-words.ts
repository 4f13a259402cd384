import { errors } from '#shared/errors.ts'
import type { Causes } from '../store/alert-causes.ts'
import type { News } from '../store/alerts.ts'
import { codeOf, short, told } from './words.ts'

/** Before a relationship ends: an alert of its own each, so that nobody who put one aside misses the next. */
const warnedAtDays = [7, 30, 60]

/** What holds of the partner's sign-in, and of tenants that are reached through it. */
export function partnerNews({
  partners,
  ending,
  lacking,
}: Pick<Causes, 'partners' | 'ending' | 'lacking'>): News[] {
  return [
    ...partners.filter(isSerious).map(partnerFails),
    ...ending.flatMap(relationshipEnds),
    ...lacking.map(roleLost),
  ]
}

/** What may pass by itself is told when it happened twice. */
function isSerious({ code, failures }: Causes['partners'][number]): boolean {
  return errors[codeOf(code)].retry !== 'later' || failures >= 2
}

function partnerFails(trouble: Causes['partners'][number]): News {
  return {
    ...{ kind: 'failing', subject: 'partner', tenantId: null, mappingId: null },
    ...told('The partner’s sign-in does not work.', trouble),
  }
}

function relationshipEnds({ tenantId, tenantName, endsAt, days }: Causes['ending'][number]): News[] {
  const within = warnedAtDays.find((most) => days <= most)
  if (within === undefined) return []
  const day = new Date(endsAt).toISOString().slice(0, 10)
  return [
    {
      ...{ kind: 'consent', subject: `gdap:${within}:${tenantId}`, tenantId, mappingId: null },
      text: `The admin relationship with ${short(tenantName)} ends on ${day}, within ${within} days. Its sync stops then.`,
      next: 'Ask the customer for a new one in Partner Center, or connect the tenant by its own consent as well.',
    },
  ]
}

function roleLost({ tenantId, tenantName }: Causes['lacking'][number]): News {
  return {
    ...{ kind: 'consent', subject: `roles:${tenantId}`, tenantId, mappingId: null },
    text: `The admin relationship with ${short(tenantName)} has lost a role that taking it in needs. Its sync goes on.`,
    next: 'Look at the customer’s roles: each says what is missing and where to mend it.',
  }
}
