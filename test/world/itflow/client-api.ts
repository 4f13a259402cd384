import type { ItflowClient } from './account.ts'
import { created, rows } from './answers.ts'
import { asInteger, asText, asTime, collated, textColumn } from './column.ts'
import { type ItflowCall, listed, type Operation, record } from './request.ts'

const clientRow = (client: ItflowClient) => ({
  client_id: String(client.id),
  client_lead: client.isLead ? '1' : '0',
  client_name: client.name,
  client_type: null,
  client_website: client.website,
  client_referral: null,
  client_rate: null,
  client_currency_code: 'USD',
  client_net_terms: '30',
  client_notes: null,
  client_archived_at: asTime(client.archivedAt),
})

function readClients(call: ItflowCall): Response {
  const { account, value } = call
  const name = value('client_name')
  const all = [...account.clients.values()].filter(
    (client) => name === undefined || collated(client.name) === collated(asText(name)),
  )
  return rows(listed(call, all, ({ id }) => id, name !== undefined).map(clientRow))
}

function createClient(call: ItflowCall): Response {
  const { account, value } = call
  const name = textColumn(value('client_name'))
  // A client_id means that the key or the request is about one client alone.
  if (!name || asInteger(value('client_id')) !== 0) return created(null)
  const client = account.addClient({ name, website: textColumn(value('client_website')) })
  record(call)
  return created(client.id)
}

export const clientOperations: Record<string, Operation> = {
  'clients/read': {
    method: 'GET',
    module: 'module_client',
    level: 1,
    reads: ['client_name'],
    answer: readClients,
  },
  'clients/create': {
    method: 'POST',
    module: 'module_client',
    level: 2,
    reads: ['client_name', 'client_website', 'client_is_lead'],
    answer: createClient,
  },
}
