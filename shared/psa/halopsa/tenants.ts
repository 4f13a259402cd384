import * as v from 'valibot'
import { AppError } from '../../errors.ts'
import { NumberId } from '../answer.ts'
import type { HttpPort } from '../api.ts'
import { read } from './answers.ts'

/** The Microsoft tenant of an organisation, by the organisation's id. */
export type TenantIds = ReadonlyMap<string, string>

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const Connection = v.object({ id: NumberId })
/** A list, one connection alone, or a list below some name. */
const Connections = v.pipe(
  v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]),
  v.transform((answer) => {
    if (Array.isArray(answer)) return answer
    return 'id' in answer ? [answer] : (Object.values(answer).find(Array.isArray) ?? [])
  }),
  v.array(Connection),
)
const Mapping = v.object({ client_id: NumberId, azure_tenant_id: v.pipe(v.string(), v.regex(guid)) })
const Details = v.object({ mappings_client: v.nullish(v.array(v.unknown()), []) })

/**
 * Which tenant each organisation is, as the Microsoft integration of the account keeps it (connections of type 2; seen
 * in CIPP-API's Invoke-HaloAutoMap). It is a help for mapping alone: where reading it is refused, nothing is known.
 */
export async function readTenantIds(http: HttpPort): Promise<TenantIds> {
  try {
    const connections = read(
      Connections,
      await http.get('/AzureADConnection', { type: 2 }),
      'Microsoft connections',
    )
    const found: v.InferOutput<typeof Mapping>[] = []
    for (const { id } of connections) found.push(...(await mappingsOf(http, id)))
    return exact(found)
  } catch (error) {
    // "Wait" is obeyed; every other refusal means that this key may not read it.
    if (error instanceof AppError && error.code !== 'psa.throttled') return new Map()
    throw error
  }
}

async function mappingsOf(http: HttpPort, id: string) {
  const answer = await http.get(`/AzureADConnection/${id}`, {
    type: 2,
    includedetails: 'true',
    includetenants: 'true',
  })
  const { mappings_client } = read(Details, answer, 'a Microsoft connection')
  return (mappings_client ?? []).flatMap((row) => {
    const parsed = v.safeParse(Mapping, row)
    return parsed.success ? [parsed.output] : []
  })
}

/** An organisation with two tenants is no exact match of either. */
function exact(mappings: v.InferOutput<typeof Mapping>[]): TenantIds {
  const tenants = new Map<string, Set<string>>()
  for (const { client_id, azure_tenant_id } of mappings) {
    const known = tenants.get(client_id) ?? new Set()
    tenants.set(client_id, known.add(azure_tenant_id.toLowerCase()))
  }
  return new Map([...tenants].flatMap(([id, [only, other]]) => (only && !other ? [[id, only]] : [])))
}
