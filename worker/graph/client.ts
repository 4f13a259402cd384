import { Client, ResponseType } from '@microsoft/microsoft-graph-client'
import * as v from 'valibot'
import type { GraphPort } from '#shared/actions/define.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { jsonOf, textOf } from './answer.ts'
import { assertGraphLink, type ChainOptions, chainFor, Passage } from './chain.ts'
import { cloudOf } from './clouds.ts'
import { assertDeletable } from './deletable.ts'
import { createMeter, type Meter } from './meter.ts'
import { refusal } from './refusal.ts'
import { retryAfterSeconds } from './retry-after.ts'

export interface GraphPage {
  items: unknown[]
  nextLink: string | null
  deltaLink: string | null
}

/** Graph bound to one tenant. Paths start with `/` and come after the version. Raises graph.* and tenant.*. */
export interface Graph extends GraphPort {
  /** One page of a collection, by path or by a link that Graph gave (sent byte for byte as it was given). */
  page(pathOrLink: string): Promise<GraphPage>
  /** A POST that only reads, so that sending it twice does no harm. */
  ask(path: string, body: object): Promise<unknown>
  /** What was sent through it so far */
  readonly meter: Meter
}

interface GraphOptions {
  /** high: a person waits for it */
  priority?: 'low' | 'high'
  /** Counts what is sent; one of its own where none is given */
  meter?: Meter
}

/** The reader application: everything that is only read. */
export function readerGraph(
  deps: Deps,
  tenantId: string,
  { priority = 'low', meter = createMeter() }: GraphOptions = {},
): Graph {
  return createGraph(deps, tenantId, { app: 'reader', priority, meter })
}

/** The operator application: what actions write, always for a person who waits. */
export function operatorGraph(deps: Deps, tenantId: string): Graph {
  return createGraph(deps, tenantId, { app: 'operator', priority: 'high', meter: createMeter() })
}

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'

const Page = v.object({
  value: v.array(v.unknown()),
  '@odata.nextLink': v.optional(v.string()),
  '@odata.deltaLink': v.optional(v.string()),
})

function createGraph(deps: Deps, tenantId: string, options: ChainOptions): Graph {
  const versionRoot = `https://${cloudOf(deps.env).graphHost}/v1.0`
  const client = Client.initWithMiddleware({ middleware: chainFor(deps, tenantId, options) })

  async function send(
    method: Method,
    pathOrLink: string,
    body?: object,
    repeatable = method === 'get',
  ): Promise<unknown> {
    const link = pathOrLink.startsWith('/') ? versionRoot + pathOrLink : pathOrLink
    const passage = new Passage(link, repeatable)
    const response = await sendThrough(client, method, passage, body)
    return read(response, passage, deps.now())
  }

  return {
    meter: options.meter,
    get: (path) => send('get', path),
    async patch(path, body) {
      await send('patch', path, body)
    },
    post: (path, body) => send('post', path, body),
    ask: (path, body) => send('post', path, body, true),
    async put(path, body) {
      await send('put', path, body)
    },
    async delete(path) {
      assertDeletable(path)
      await send('delete', path)
    },
    address: (path) => versionRoot + path,
    async page(pathOrLink) {
      const answer = v.safeParse(Page, await send('get', pathOrLink))
      if (!answer.success) throw new AppError('graph.malformed', { detail: 'A page is not as expected.' })
      const {
        value,
        '@odata.nextLink': nextLink = null,
        '@odata.deltaLink': deltaLink = null,
      } = answer.output
      // Links are kept: one that leads elsewhere must not even be stored.
      for (const given of [nextLink, deltaLink]) if (given !== null) assertGraphLink(deps.env, given)
      return { items: value, nextLink, deltaLink }
    },
  }
}

async function sendThrough(
  client: Client,
  method: Method,
  passage: Passage,
  body?: object,
): Promise<Response> {
  const request = client.api('/').middlewareOptions([passage]).responseType(ResponseType.RAW)
  try {
    const isBare = method === 'get' || method === 'delete'
    const answer: unknown = await (isBare ? request[method]() : request[method](body))
    if (answer instanceof Response) return answer
  } catch (cause) {
    if (passage.failure instanceof AppError) throw passage.failure
    throw new AppError(passage.repeatable ? 'graph.unavailable' : 'graph.unknownOutcome', { cause })
  }
  throw new AppError('internal', { detail: 'The Graph library gave no response.' })
}

/** A write whose answer cannot be read may have been done all the same. */
async function read(response: Response, { link, repeatable }: Passage, now: number): Promise<unknown> {
  const text = await textOf(response, repeatable ? 'graph.unavailable' : 'graph.unknownOutcome')
  if (response.ok) return jsonOf(text, repeatable ? 'graph.malformed' : 'graph.unknownOutcome')
  if (!repeatable && response.status >= 500) {
    throw new AppError('graph.unknownOutcome', { detail: `(${response.status})` })
  }
  const path = new URL(link).pathname
  throw refusal(
    {
      status: response.status,
      path,
      retryAfterSeconds: retryAfterSeconds(response.headers.get('retry-after'), now),
    },
    text,
  )
}
