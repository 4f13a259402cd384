import type { Hono } from 'hono'
import { json } from '../syncro/answers.ts'
import type { HaloAccount, HaloClient } from './account.ts'
import { exception, list, paging, refuse } from './request.ts'

export function addClients(api: Hono, account: HaloAccount): void {
  api.get('/Client', (c) => {
    const refusal = refuse(account, c, 'read:customers', [...paging, 'search', 'includeinactive'])
    if (refusal) return refusal
    const { search = '', includeinactive } = c.req.query()
    const found = [...account.clients.values()]
      .filter(({ name, inactive }) => {
        const isMeant = name.toLowerCase().includes(search.toLowerCase())
        return isMeant && (!inactive || includeinactive === 'true')
      })
      .sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id)
    return list(account, c, 'clients', found.map(clientJson))
  })
  api.get('/Client/:id{[0-9]+}', (c) => {
    const client = account.clients.get(Number(c.req.param('id')))
    return (
      refuse(account, c, 'read:customers', ['includedetails']) ??
      (client ? json(200, clientJson(client)) : exception(404, 'Not found'))
    )
  })
  addConnections(api, account)
}

/** The Microsoft integration: a list of connections, whose details say which customer is which tenant. */
function addConnections(api: Hono, account: HaloAccount): void {
  api.get('/AzureADConnection', (c) => {
    const refusal = refuse(account, c, null, ['type'])
    if (refusal) return refusal
    if (!account.connections) return exception(403, 'Forbidden')
    return json(
      200,
      account.connections.map(({ id }) => ({ id, type: 2 })),
    )
  })
  api.get('/AzureADConnection/:id{[0-9]+}', (c) => {
    const refusal = refuse(account, c, null, ['type', 'includedetails', 'includetenants'])
    if (refusal) return refusal
    const found = account.connections?.find(({ id }) => id === Number(c.req.param('id')))
    if (!found) return exception(404, 'Not found')
    const mappings_client = found.mappings.map(({ clientId, tenantId }) => ({
      client_id: clientId,
      client_name: account.clients.get(clientId)?.name ?? '',
      azure_tenant_id: tenantId,
    }))
    return json(200, { id: found.id, type: 2, mappings_client })
  })
}

function clientJson({ id, name, inactive, mainSiteId, website, accountsEmail }: HaloClient) {
  return {
    id,
    name,
    inactive,
    toplevel_id: 1,
    main_site_id: mainSiteId,
    website: website ?? '',
    accountsemailaddress: accountsEmail ?? '',
  }
}
