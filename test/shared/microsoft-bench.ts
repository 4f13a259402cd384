import { createClock } from '../world/clock.ts'
import { createMicrosoft } from '../world/microsoft/microsoft.ts'
import { apps, personId, type SeedTenant, tenants } from '../world/people.ts'

function customer(domain: string): SeedTenant {
  const found = tenants.find((tenant) => tenant.domain === domain)
  if (!found) throw new Error(`The world has no customer ${domain}.`)
  return found
}

export const contoso = customer('contoso.example')
export const fabrikam = customer('fabrikam.example')
export const northwind = customer('northwind.example')

export const loginRoot = 'https://login.microsoftonline.com'
export const graphRoot = 'https://graph.microsoft.com/v1.0'
export const mara = personId(contoso, 0)
export const sela = personId(contoso, 1)
/** Global Administrator of Contoso */
export const wim = personId(contoso, 2)

export interface Answer {
  status: number
  headers: Headers
  /** Parsed body; empty where there was none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into foreign JSON
  body: any
}

/** The embedded Microsoft with requests in short form. */
export function openMicrosoft() {
  const clock = createClock()
  const microsoft = createMicrosoft({ clock })

  async function send(url: string, init: RequestInit = {}): Promise<Answer> {
    const response = await microsoft.fetch(new Request(url, { redirect: 'manual', ...init }))
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  /** Asks for an app-only token; `changes` replace or (null) remove form fields. */
  function askToken(
    tenantId: string,
    app: 'reader' | 'operator',
    changes: Record<string, string | null> = {},
  ) {
    const { id, secret } = apps[app]
    const scope = 'https://graph.microsoft.com/.default'
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret, scope, ...changes }
    const fields = Object.entries(form).filter((field): field is [string, string] => field[1] !== null)
    return send(`${loginRoot}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
  }

  /** Graph with a fresh token of that app in that tenant; consents first. Paths start with `/`, links are whole. */
  async function graphOf(tenantId: string, app: 'reader' | 'operator' = 'reader') {
    if (!microsoft.tenant(tenantId).servicePrincipals.has(apps[app].id)) microsoft.consent(tenantId, app)
    const { access_token } = (await askToken(tenantId, app)).body
    return (pathOrLink: string, { method = 'GET', json, headers = {} }: GraphInit = {}) =>
      send(pathOrLink.startsWith('/') ? graphRoot + pathOrLink : pathOrLink, {
        method,
        body: json === undefined ? undefined : JSON.stringify(json),
        headers: {
          authorization: `Bearer ${access_token}`,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      })
  }

  return { clock, microsoft, send, askToken, graphOf }
}
export type GraphOf = Awaited<ReturnType<ReturnType<typeof openMicrosoft>['graphOf']>>

interface GraphInit {
  method?: string
  json?: unknown
  headers?: Record<string, string>
}

/** One round of a delta query: every page as it came, and the link for the next round. */
export async function readRound(graph: GraphOf, start: string) {
  const pages: Answer['body'][] = []
  for (let next: string | undefined = start; next; ) {
    const { status, body }: Answer = await graph(next)
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    pages.push(body)
    next = body['@odata.nextLink']
  }
  const items = pages.flatMap(({ value }) => value)
  return { pages, items, deltaLink: String(pages.at(-1)['@odata.deltaLink']) }
}
