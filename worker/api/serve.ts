import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { RequestIdVariables } from 'hono/request-id'
import * as v from 'valibot'
import { access, isAtLeast } from '#shared/access.ts'
import { contract, type EndpointName, type ErrorBody } from '#shared/contract.ts'
import { AppError, errors, errorText, nextStep } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { admit, checkAnswer } from './admit.ts'
import { authenticate } from './guard.ts'
import type { Call, Handler, Handlers } from './handlers.ts'
import { reachOf } from './reach.ts'

export type AppEnv = { Variables: RequestIdVariables }
export type App = Hono<AppEnv>

const largestBodyBytes = 64 * 1024

/** `POST /v1/<name>` for every name of the contract: who → may they → input → is it theirs → handler → output. */
export function serve(app: App, deps: Deps, handlers: Handlers): void {
  const limit = bodyLimit({
    maxSize: largestBodyBytes,
    onError: (c) => refuse(c, new AppError('request.tooLarge')),
  })
  app.post('/v1/:name', limit, async (c) => {
    const name = c.req.param('name')
    if (!isEndpoint(name)) throw new AppError('request.unknownEndpoint')
    const caller = await authenticate(deps, c.req.header('authorization'))
    if (!isAtLeast(caller.role, access[name])) throw new AppError('access.role')
    const input = parseInput(name, await readJson(c))
    const waitUntil = (work: Promise<unknown>) => c.executionCtx.waitUntil(work)
    const reach = await reachOf(deps, caller)
    const call: Call = { ...deps, caller, reach, requestId: c.get('requestId'), waitUntil }
    await admit(call, name, input)
    // A union of handlers becomes callable: the input was parsed by this very name's schema.
    const handler = handlers[name] as unknown as Handler<EndpointName>
    const answer = parseOutput(name, await handler(input, call))
    checkAnswer(call, name, answer)
    return c.json(answer)
  })
}

function isEndpoint(name: string): name is EndpointName {
  return Object.hasOwn(contract, name)
}

async function readJson(c: Context): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new AppError('request.invalid', { detail: 'The body must be sent as application/json.' })
  }
  try {
    return await c.req.json()
  } catch (cause) {
    throw new AppError('request.invalid', { detail: 'The body is not JSON.', cause })
  }
}

function parseInput<N extends EndpointName>(name: N, body: unknown) {
  const result = v.safeParse(contract[name].input, body)
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue)
  throw new AppError('request.invalid', {
    detail: `${path ? `${path}: ` : ''}${issue.message}`.slice(0, 300),
  })
}

/** An answer that breaks the contract is our own fault: internal, never sent. */
function parseOutput<N extends EndpointName>(name: N, answer: unknown) {
  return v.parse(contract[name].output, answer)
}

/** The one error edge of HTTP: every refusal leaves as an ErrorBody with the request's id. */
export function refuse(c: Context<AppEnv>, error: unknown): Response {
  const refusal = error instanceof AppError ? error : new AppError('internal', { cause: error })
  const { code, detail, retryAfterSeconds, link } = refusal
  const { status, retry } = errors[code]
  const requestId = c.get('requestId')
  if (status >= 500) logFailure({ at: 'request', requestId, endpoint: c.req.param('name') }, error)
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(Math.ceil(retryAfterSeconds)))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  const body: ErrorBody = {
    error: {
      code,
      text: errorText(code, detail),
      detail: detail ?? null,
      next: nextStep(code) ?? null,
      retry,
      requestId,
      retryAfterSeconds: retryAfterSeconds ?? null,
      link: link ?? null,
    },
  }
  return c.json(body, status)
}
