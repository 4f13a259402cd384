import * as v from 'valibot'
import type { Connection, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { initialValues, parseFields } from '#shared/field.ts'
import { findPsa } from '#shared/psa/index.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { typedAddress } from '../psa/address.ts'
import { psaApi } from '../psa/apis.ts'
import { concealing } from '../psa/conceal.ts'
import { refuseOwnHost } from '../psa/own-host.ts'
import { storeConnection } from '../store/connections.ts'
import type { Call } from './handlers.ts'
import { connectionView } from './psa-view.ts'

/** Nothing is stored before the PSA itself has said that the key will do. */
export async function connectPsa(
  { psa: psaId, credentials: typed }: HandlerInput<'psas.connect'>,
  call: Call,
): Promise<Connection> {
  const psa = findPsa(psaId)
  if (!psa) throw new AppError('request.invalid', { detail: 'There is no such ticket system.' })
  const credentials = filledIn(psa, typed)
  const account = psa.accountFrom(credentials, typedAddress)
  if (!account) throw new AppError('psa.address', { detail: addressHelp(psa) })
  refuseOwnHost(call.env, psa, account, credentials)
  const api = psaApi(call, { psa: psa.id, account, credentials, tried: [] })
  const { connectedAs } = await concealing(credentials, () => api.check())
  const row = await storeConnection(call, {
    psa: psa.id,
    account,
    credentials,
    keyHint: hintOf(psa, credentials),
    connectedAs,
    createdBy: call.caller.id,
  })
  return connectionView(call, row)
}

/** A field left out counts as left empty, so that what is missing is said by its label. */
function filledIn({ credentials }: PsaDefinition, typed: Record<string, unknown>): Record<string, string> {
  const parsed = parseFields(credentials, { ...initialValues(credentials), ...typed })
  if (parsed.success)
    return Object.fromEntries(Object.entries(parsed.output).map(([name, value]) => [name, String(value)]))
  throw new AppError('request.invalid', {
    detail: parsed.issues.map((issue) => wrongWords(credentials, issue)).join(' '),
  })
}

/** Ours for what is missing or too long; any other message of the schema would repeat what was typed. */
function wrongWords(fields: PsaDefinition['credentials'], issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'min_length' || issue.type === 'max_length') return issue.message
  const name = v.getDotPath(issue) ?? ''
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  return field ? `${field.label} is not filled in correctly.` : `There is no field “${name.slice(0, 64)}”.`
}

/** What the form says about its first field, which is where the address stands. */
function addressHelp({ credentials }: PsaDefinition): string {
  const [first] = Object.values(credentials)
  return first?.help ?? ''
}

/** The last four characters of the first secret, for telling keys apart; of a short one nothing. */
function hintOf(psa: PsaDefinition, credentials: Record<string, string>): string {
  const name = Object.keys(psa.credentials).find((key) => psa.credentials[key]?.kind === 'secret')
  const key = (name && credentials[name]) || ''
  return key.length >= 12 ? key.slice(-4) : ''
}
