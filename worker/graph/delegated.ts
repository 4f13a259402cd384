import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { jsonOf, textOf } from './answer.ts'
import { assertGraphLink } from './chain.ts'
import { cloudOf } from './clouds.ts'
import { sendPatiently } from './patience.ts'
import { refusal } from './refusal.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** Graph as the partner's account sees it, in one tenant. Raises graph.* and tenant.consentMissing. */
export interface DelegatedGraph {
  get(path: string): Promise<unknown>
  /** One page, by path or by a link that Graph gave */
  page(pathOrLink: string): Promise<{ items: unknown[]; next: string | null }>
  post(path: string, body: object): Promise<unknown>
  delete(path: string): Promise<void>
}

const timeoutMs = 20_000
const Page = v.object({ value: v.array(v.unknown()), '@odata.nextLink': v.optional(v.string()) })
/** Nothing else is ever deleted as the partner: an application in a tenant, and what was granted to it. */
const deletable = /^\/servicePrincipals\/[0-9a-f-]{36}(\/appRoleAssignments\/[\w-]+)?$/

/** `token`: what goes into the request, asked for each time. */
export function delegatedGraph(deps: Deps, token: () => Promise<string>): DelegatedGraph {
  const root = `https://${cloudOf(deps.env).graphHost}/v1.0`

  async function send(method: string, pathOrLink: string, body?: object): Promise<unknown> {
    const link = pathOrLink.startsWith('/') ? root + pathOrLink : pathOrLink
    assertGraphLink(deps.env, link)
    const headers = new Headers({ authorization: `Bearer ${await token()}`, accept: 'application/json' })
    if (body) headers.set('content-type', 'application/json')
    const response = await sendPatiently({
      deps,
      // What is written is there or not, so that writing it twice does no harm.
      repeatable: true,
      send: () =>
        fetch(link, {
          ...{ method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) },
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
    })
    const text = await textOf(response, 'graph.unavailable')
    if (response.ok) return jsonOf(text, 'graph.malformed')
    const wait = retryAfterSeconds(response.headers.get('retry-after'), deps.now())
    const { status } = response
    throw refusal({ status, path: new URL(link).pathname, retryAfterSeconds: wait }, text)
  }

  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    async delete(path) {
      if (!deletable.test(path)) throw new AppError('internal', { detail: 'That is never deleted.' })
      await send('DELETE', path)
    },
    async page(pathOrLink) {
      const answer = v.safeParse(Page, await send('GET', pathOrLink))
      if (!answer.success) throw new AppError('graph.malformed', { detail: 'A page is not as expected.' })
      const next = answer.output['@odata.nextLink'] ?? null
      if (next !== null) assertGraphLink(deps.env, next)
      return { items: answer.output.value, next }
    },
  }
}
