import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { PsaApi, PsaOrganisation } from '#shared/psa/api.ts'
import { cleanName, writtenName } from '#shared/sync/same-name.ts'
import { openConnection, openForTrial } from '../psa/open.ts'
import { mappingsOf } from '../store/mappings.ts'
import { beginCreation, endCreation, openCreation } from '../store/organisation-creations.ts'
import { getTenant } from '../store/tenants.ts'
import type { Call } from './handlers.ts'
import { mapByDefault } from './map-by-default.ts'
import { viewOf } from './mappings.ts'
import { calledThat } from './organisations-called.ts'

type Input = HandlerInput<'organisations.create'>

/** Longer than a request to a PSA and a look at its list take: until then it may still be being made. */
const openMs = 2 * 60_000
/** What stands there under that name after a day may be somebody else's. */
const oursMs = 24 * 3_600_000

/** Looks before it creates: the same organisation twice in the PSA is worse than none. */
export async function createOrganisation(
  { connectionId, tenantId, name: given, unmappedOnly }: Input,
  call: Call,
): Promise<Output<'organisations.create'>> {
  const tenant = await getTenant(call, tenantId)
  if (tenant.disconnectedAt !== null) throw new AppError('tenant.disconnected')
  const { api } = await openConnection(call, connectionId)
  // Its name is not known before.
  if (tenant.state === 'pending' && given === undefined) throw new AppError('tenant.pending')
  const wanted = { tenantId, connectionId, name: cleanName(given ?? tenant.name) }
  const before = await mappedBefore(call, wanted, unmappedOnly)
  if (before !== null) return viewOf(call, tenantId, before)
  await requireCreating(call, connectionId, api)
  const { id: organisationId, name: organisationName } = await findOrMake(call, api, wanted)
  const id = await mapByDefault(call, { tenantId, connectionId, organisationId, organisationName })
  await endCreation(call, wanted)
  if (id === null) throw new AppError('mapping.taken')
  return viewOf(call, tenantId, id)
}

interface Wanted {
  tenantId: string
  connectionId: string
  name: string
}

/** A repeated request whose first answer was lost: the mapping that it made; null = there is none. */
async function mappedBefore(
  call: Call,
  { tenantId, connectionId, name }: Wanted,
  unmappedOnly: boolean,
): Promise<string | null> {
  const list = await mappingsOf(call, tenantId)
  const same = list.find(
    (mapping) =>
      mapping.connectionId === connectionId && writtenName(mapping.organisationName) === writtenName(name),
  )
  if (same) return same.id
  if (unmappedOnly && list.length > 0) throw new AppError('mapping.changed')
  return null
}

/** What is missing may only be waiting for its trial. */
async function requireCreating(call: Call, connectionId: string, api: PsaApi): Promise<void> {
  if (api.createOrganisation) return
  const { api: tried } = await openForTrial(call, connectionId, 'contact')
  throw new AppError(tried.createOrganisation ? 'psa.untried' : 'psa.unsupported')
}

/**
 * One that a request of before may have made is looked for first: none of its name was there when it began, so the only
 * one that is there now is it. What that request wrote down stays until it is mapped or certainly was not made.
 */
async function findOrMake(call: Call, api: PsaApi, wanted: Wanted): Promise<PsaOrganisation> {
  const former = await openCreation(call, wanted)
  const age = former === null ? 0 : call.now() - former.beganAt
  if (former !== null && age < openMs) throw new AppError('mapping.creating')
  if (former !== null && age < oursMs) {
    const [only, ...others] = await calledThat(api, former.name)
    if (only && others.length === 0) return only
  }
  if ((await calledThat(api, wanted.name)).length > 0) throw new AppError('mapping.exists')
  if (!(await beginCreation(call, wanted, wanted.name, former))) throw new AppError('mapping.creating')
  return make(call, api, wanted)
}

/** A lost answer may have done it all the same: then exactly one of that name is there now, and none was before. */
async function make(call: Call, api: PsaApi, wanted: Wanted): Promise<PsaOrganisation> {
  try {
    if (!api.createOrganisation) throw new AppError('psa.unsupported')
    return await api.createOrganisation(wanted.name)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code !== 'psa.unknownOutcome') {
      await endCreation(call, wanted)
      throw error
    }
    const [only, ...others] = await calledThat(api, wanted.name)
    if (!only || others.length > 0) throw error
    return only
  }
}
