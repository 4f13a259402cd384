import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { PsaApi, PsaOrganisation } from '#shared/psa/api.ts'
import { openConnection, openForTrial } from '../psa/open.ts'
import { getTenant } from '../store/tenants.ts'
import type { Call } from './handlers.ts'
import { mapByDefault } from './map-by-default.ts'
import { viewOf } from './mappings.ts'

type Input = HandlerInput<'organisations.create'>
/** A search that goes on after so many pages has no end. */
const mostPages = 200

/** Looks before it creates: the same organisation twice in the PSA is worse than none. */
export async function createOrganisation(
  { connectionId, tenantId, name: given }: Input,
  call: Call,
): Promise<Output<'organisations.create'>> {
  const tenant = await getTenant(call, tenantId)
  if (tenant.disconnectedAt !== null) throw new AppError('tenant.disconnected')
  const { api } = await openConnection(call, connectionId)
  // Its name is not known before.
  if (tenant.state === 'pending' && given === undefined) throw new AppError('tenant.pending')
  const name = given ?? tenant.name.trim()
  await requireCreating(call, connectionId, api)
  if ((await calledThat(api, name)).length > 0) throw new AppError('mapping.exists')
  const { id: organisationId, name: organisationName } = await create(api, name)
  const id = await mapByDefault(call, { tenantId, connectionId, organisationId, organisationName })
  if (id === null) throw new AppError('mapping.taken')
  return viewOf(call, tenantId, id)
}

/** What is missing may only be waiting for its trial. */
async function requireCreating(call: Call, connectionId: string, api: PsaApi): Promise<void> {
  if (api.createOrganisation) return
  const { api: tried } = await openForTrial(call, connectionId, 'contact')
  throw new AppError(tried.createOrganisation ? 'psa.untried' : 'psa.unsupported')
}

/** A lost answer may have done it all the same: then exactly one of that name is there now, and none was before. */
async function create(api: PsaApi, name: string): Promise<PsaOrganisation> {
  if (!api.createOrganisation) throw new AppError('psa.unsupported')
  try {
    return await api.createOrganisation(name)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'psa.unknownOutcome') throw error
    const [only, ...others] = await calledThat(api, name)
    if (!only || others.length > 0) throw error
    return only
  }
}

/** Every organisation of exactly that name but for case and spaces; the PSA's search finds more than that. */
async function calledThat(api: PsaApi, name: string): Promise<PsaOrganisation[]> {
  const found = new Map<string, PsaOrganisation>()
  let page: string | null = null
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { items, next }: Awaited<ReturnType<PsaApi['organisations']>> = await api.organisations(name, page)
    for (const one of items) if (plain(one.name) === plain(name)) found.set(one.id, one)
    if (next === null) return [...found.values()]
    page = next
  }
  throw new AppError('psa.malformed', { detail: 'The list of organisations does not end.' })
}

const plain = (name: string) => name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()
