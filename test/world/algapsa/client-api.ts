import type { Hono } from 'hono'
import { json } from '../syncro/answers.ts'
import type { AlgaAccount, AlgaClient } from './account.ts'
import { bodyOf, invalid, keep, list, notFound, paging, refuse } from './request.ts'

const cycles = ['weekly', 'bi-weekly', 'monthly', 'quarterly', 'semi-annually', 'annually']

export function addClients(api: Hono, account: AlgaAccount): void {
  api.get('/clients', (c) => {
    const refusal = refuse(account, c, 'client: read', [...paging, 'client_name', 'is_inactive'])
    if (refusal) return refusal
    const { client_name: part = '', is_inactive: inactive } = c.req.query()
    const found = [...account.clients.values()]
      .filter((client) => {
        const isMeant = client.name.toLowerCase().includes(part.toLowerCase())
        return isMeant && (inactive === undefined || String(client.inactive) === inactive)
      })
      .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    return list(c, found, clientJson)
  })
  api.get('/clients/:id', (c) => {
    const client = account.clients.get(c.req.param('id'))
    return (
      refuse(account, c, 'client: read', []) ??
      (client ? json(200, { data: clientJson(client) }) : notFound('client'))
    )
  })
  api.post('/clients', async (c) => {
    const refusal = refuse(account, c, 'client: create', [])
    if (refusal) return refusal
    const kinds = { client_name: 'string', billing_cycle: 'string', url: 'string' } as const
    const body = await bodyOf(c, kinds, ['client_name', 'billing_cycle'])
    if (body instanceof Response) return body
    if (!cycles.includes(String(body.billing_cycle))) return invalid('billing_cycle', 'Invalid enum value')
    const client = account.addClient(String(body.client_name))
    keep(account, c, body)
    return json(201, { data: clientJson(client) })
  })
}

const clientJson = ({ id, name, email, url, inactive }: AlgaClient) => ({
  client_id: id,
  client_name: name,
  email,
  url,
  is_inactive: inactive,
  billing_cycle: 'monthly',
})
