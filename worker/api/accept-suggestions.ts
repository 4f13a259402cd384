import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError, errorText } from '#shared/errors.ts'
import type { PsaApi, PsaOrganisation } from '#shared/psa/api.ts'
import { openConnection } from '../psa/open.ts'
import { mappingViews } from '../store/mapping-views.ts'
import { isMappable, mappedIn } from '../store/organisations.ts'
import { listTenants } from '../store/tenants.ts'
import type { Call } from './handlers.ts'
import { mapByDefault } from './map-by-default.ts'

type Input = HandlerInput<'mappings.accept'>
type Pair = Input['pairs'][number]
type Skipped = Output<'mappings.accept'>['skipped']

/** Asked of the PSA at a time (workerd waits with the seventh connection). */
const atOnce = 5

/**
 * Maps what is not mapped yet, some pairs at a time. Where the PSA fails before anything is mapped that is the answer;
 * later the pairs that are left are skipped and say why.
 */
export async function acceptSuggestions(
  { connectionId, pairs }: Input,
  call: Call,
): Promise<Output<'mappings.accept'>> {
  const { api } = await openConnection(call, connectionId)
  const whyNot = await refusals(call, connectionId)
  const ids = new Set<string>()
  const skipped: Skipped = []
  for (let at = 0; at < pairs.length; at += atOnce) {
    const some = pairs.slice(at, at + atOnce)
    try {
      const looked = await Promise.all(some.map(async (pair) => whyNot(pair) ?? (await look(api, pair))))
      for (const [index, pair] of some.entries()) {
        const { id, why } = await accept(call, connectionId, pair, looked[index])
        if (id !== null) ids.add(id)
        else skipped.push({ ...pair, why })
      }
    } catch (error) {
      if (!(error instanceof AppError) || ids.size === 0) throw error
      const why = errorText(error.code, error.detail)
      skipped.push(...pairs.slice(at).map((pair) => ({ ...pair, why })))
      break
    }
  }
  const views = ids.size === 0 ? [] : await mappingViews(call, null)
  return { mapped: views.filter(({ id }) => ids.has(id)), skipped }
}

/** Why a pair cannot be mapped, in words, as far as our own tables know. */
async function refusals(call: Call, connectionId: string): Promise<(pair: Pair) => string | null> {
  const tenants = new Map((await listTenants(call)).map((row) => [row.id, row]))
  const mapped = await mappedIn(call, connectionId)
  return ({ tenantId, organisationId }) => {
    const tenant = tenants.get(tenantId)
    if (!tenant) return 'There is no such tenant.'
    if (!isMappable(tenant)) {
      return errorText(tenant.disconnectedAt === null ? 'tenant.pending' : 'tenant.disconnected')
    }
    if (mapped.tenantIds.has(tenantId)) return 'This tenant is already mapped.'
    return mapped.organisationIds.has(organisationId) ? errorText('mapping.taken') : null
  }
}

/** The organisation is asked for at the PSA, not believed: it may be gone since it was read. */
async function look(api: PsaApi, { organisationId }: Pair): Promise<PsaOrganisation | string> {
  try {
    const organisation = await api.organisation(organisationId)
    return organisation.disabled ? 'This organisation is disabled in the ticket system.' : organisation
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'psa.notFound') throw error
    return 'The ticket system does not have this organisation any more.'
  }
}

async function accept(
  call: Call,
  connectionId: string,
  { tenantId, organisationId }: Pair,
  looked: PsaOrganisation | string | undefined,
): Promise<{ id: string | null; why: string }> {
  if (typeof looked !== 'object') return { id: null, why: looked ?? '' }
  const place = { tenantId, connectionId, organisationId, organisationName: looked.name }
  const id = await mapByDefault(call, { ...place, madeBy: 'suggestion' })
  return { id, why: 'One of the two was mapped by someone else meanwhile.' }
}
