import type { LiveAnswer, LivePart } from '#shared/contract/live.ts'
import { AppError, errorText, nextStep } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { readerGraph } from '../graph/client.ts'
import { personsOf } from '../store/persons.ts'
import { getTenant } from '../store/tenants.ts'
import { requireGranted } from '../sync/grants.ts'
import { liveReadings } from './index.ts'
import type { LiveReading } from './live.ts'

/**
 * Reads one part of a person from Microsoft. What Microsoft refuses is an answer in words: the other parts are read all
 * the same. Raises access.notFound for whoever is not in the mirror.
 */
export async function readLive(
  deps: Deps,
  { tenantId, personId, part }: { tenantId: string; personId: string; part: LivePart },
): Promise<LiveAnswer> {
  const { disconnectedAt } = await getTenant(deps, tenantId)
  const mirrored = await personsOf(deps, tenantId).get(personId)
  if (!mirrored) throw new AppError('access.notFound')
  const reading: LiveReading = liveReadings[part]
  const asOf = new Date(deps.now()).toISOString()
  try {
    if (disconnectedAt !== null) throw new AppError('tenant.disconnected')
    await requireGranted(deps, tenantId, reading)
    const graph = readerGraph(deps, tenantId, { priority: 'high' })
    const { data, more } = await reading.read(graph, mirrored.person)
    return { state: 'shown', asOf, more, ...data }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    return { state: 'missing', part, asOf, ...wordsFor(error, reading, mirrored.person) }
  }
}

type Missing = Extract<LiveAnswer, { state: 'missing' }>

function wordsFor(
  { code, detail }: AppError,
  reading: LiveReading,
  person: Person,
): Omit<Missing, 'state' | 'part' | 'asOf'> {
  const { title, permissions, licence } = reading
  const nothing = { code, next: null, permissions: [] }
  if (code === 'graph.noLicence' && licence) {
    const text = `${title} need ${licence}, which this tenant does not have.`
    return { ...nothing, why: 'licence', text }
  }
  if (code === 'graph.denied' || code === 'tenant.consentAgain') {
    const next = nextStep('tenant.consentAgain') ?? null
    const text = `${title}: the tenant has not granted ${permissions.join(', ')}.`
    return { code, why: 'permission', text, next, permissions: [...permissions] }
  }
  if (code === 'graph.noMailbox') return { ...nothing, why: 'none', text: noMailbox(person) }
  if (code === 'graph.notFound')
    return { ...nothing, why: 'gone', text: 'Microsoft does not know this person (any more).' }
  const text = errorText(code, detail)
  const next = nextStep(code) ?? null
  return { code, why: 'failed', text, detail: detail ?? null, next, permissions: [] }
}

/** Microsoft does not tell the two apart; a person from a company's own directory may well have it there. */
function noMailbox({ onPremisesSyncEnabled }: Person): string {
  return onPremisesSyncEnabled
    ? 'There is no mailbox in Exchange Online; it may stand on the company’s own server.'
    : 'There is no mailbox in Exchange Online.'
}
