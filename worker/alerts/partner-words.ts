import { errors } from '#shared/errors.ts'
import type { Causes } from '../store/alert-causes.ts'
import type { News } from '../store/alerts.ts'
import { codeOf, short, told } from './words.ts'

/** Before a relationship ends: an alert of its own each, so that nobody who put one aside misses the next. */
const warnedAtDays = [7, 30, 60]

/** What holds of the partner's sign-in, and of tenants that are reached through it. */
export function partnerNews({
  partners,
  unwatched,
  ending,
  lacking,
}: Pick<Causes, 'partners' | 'unwatched' | 'ending' | 'lacking'>): News[] {
  return [
    ...partners.filter(isSerious).map(partnerFails),
    ...unwatched.map(nobodyWatches),
    ...ending.flatMap(relationshipEnds),
    ...lacking.map(roleLost),
  ]
}

/** What may pass by itself is told when it happened twice. */
function isSerious({ code, failures }: Causes['partners'][number]): boolean {
  return errors[codeOf(code)].retry !== 'later' || failures >= 2
}

/** From then on the day is told on which a sign-in lapses that gets no new token. */
const lapsingDays = 30

function partnerFails({ lapsesAt, daysLeft, ...trouble }: Causes['partners'][number]): News {
  const isNear = daysLeft >= 0 && daysLeft <= lapsingDays
  const lapses = isNear ? ` It lapses on ${dayOf(lapsesAt)} unless that is mended before.` : ''
  return {
    ...{ kind: 'failing', subject: 'partner', tenantId: null, mappingId: null },
    ...told(`The partner’s sign-in does not work.${lapses}`, trouble),
  }
}

/** Its tenants are reached app-only and go on; what ends with a customer would go unnoticed. */
function nobodyWatches({ count, isConnected, readAt, ...trouble }: Causes['unwatched'][number]): News {
  const topic = { kind: 'consent', subject: 'partner:unwatched', tenantId: null, mappingId: null } as const
  const tenants = count === 1 ? '1 tenant is' : `${count} tenants are`
  if (isConnected === 0)
    return {
      ...topic,
      text: `No partner is connected, and ${tenants} reached through one. The sync goes on, but nobody sees when an admin relationship ends or is renewed.`,
      next: 'Connect the partner again, or connect these tenants by their own consent.',
    }
  const since = readAt === null ? 'yet' : `since ${dayOf(readAt)}`
  const text = `The partner’s customers could not be read ${since}, and ${tenants} reached through it: nobody sees when an admin relationship ends.`
  const next = 'Read the customers again. If that fails, connect the partner again.'
  return { ...topic, text: trouble.code === null ? text : told(text, trouble).text, next }
}

function relationshipEnds(one: Causes['ending'][number]): News[] {
  const { tenantId, tenantName, days } = one
  const within = warnedAtDays.find((most) => days <= most)
  if (within === undefined) return []
  return [
    {
      ...{ kind: 'consent', subject: `gdap:${within}:${tenantId}`, tenantId, mappingId: null },
      text: `The admin relationship with ${short(tenantName)} ${endWords(one, within)}`,
      next: 'Ask the customer for a new one in Partner Center, or connect the tenant by its own consent as well.',
    },
  ]
}

function endWords({ endsAt, days, isWatched }: Causes['ending'][number], within: number): string {
  const what =
    days > 0 ? `ends on ${dayOf(endsAt)}, within ${within} days.` : `was to end on ${dayOf(endsAt)}.`
  if (isWatched === 0)
    return `${what} No partner is connected, so nobody sees whether it does, and the sync goes on.`
  return days > 0 ? `${what} Its sync stops then.` : `${what} Its sync stops as soon as that is confirmed.`
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

function roleLost({ tenantId, tenantName }: Causes['lacking'][number]): News {
  return {
    ...{ kind: 'consent', subject: `roles:${tenantId}`, tenantId, mappingId: null },
    text: `The admin relationship with ${short(tenantName)} has lost a role that taking it in needs. Its sync goes on.`,
    next: 'Look at the customer’s roles: each says what is missing and where to mend it.',
  }
}
