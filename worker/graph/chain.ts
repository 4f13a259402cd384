import type { Context, Middleware, MiddlewareOptions } from '@microsoft/microsoft-graph-client'
import { HTTPMessageHandler } from '@microsoft/microsoft-graph-client'
import { AppError } from '#shared/errors.ts'
import type { Deps, Env } from '../env.ts'
import { cloudOf } from './clouds.ts'
import { type Meter, noteAnswer } from './meter.ts'
import { sendPatiently } from './patience.ts'
import { type AppName, appToken, forgetToken } from './token.ts'

const timeoutMs = 20_000

/** What one request carries through the chain; the library files it under its class. */
export class Passage implements MiddlewareOptions {
  /** Exactly what is sent: the library writes query strings anew, and opaque links must stay as they are. */
  readonly link: string
  readonly repeatable: boolean
  /** The library wraps whatever is thrown; the error of ours is kept here. */
  failure: unknown

  constructor(link: string, repeatable: boolean) {
    this.link = link
    this.repeatable = repeatable
  }
}

/** Links come from outside: only Graph itself is followed, over https, without credentials or another port. */
export function assertGraphLink(env: Env, link: string): void {
  const url = URL.canParse(link) ? new URL(link) : null
  const isGraph =
    url?.protocol === 'https:' && url.host === cloudOf(env).graphHost && !url.username && !url.password
  if (!isGraph) throw new AppError('graph.malformed', { detail: 'A link leads away from Microsoft Graph.' })
}

type Step = (context: Context, passage: Passage, next: () => Promise<void>) => Promise<void>

/** A middleware of the library around one function. */
class StepHandler implements Middleware {
  private next: Middleware | undefined
  private readonly step: Step
  constructor(step: Step) {
    this.step = step
  }
  setNext(next: Middleware): void {
    this.next = next
  }
  async execute(context: Context): Promise<void> {
    const passage = context.middlewareControl?.getMiddlewareOptions(Passage)
    if (!(passage instanceof Passage))
      throw new AppError('internal', { detail: 'A request without its passage.' })
    await this.step(context, passage, async () => this.next?.execute(context))
  }
}

export interface ChainOptions {
  app: AppName
  priority: 'low' | 'high'
  meter: Meter
}

/** exact link → token → patience → headers → account → fetch */
export function chainFor(deps: Deps, tenantId: string, { app, priority, meter }: ChainOptions): Middleware[] {
  const steps: Step[] = [
    exactLink(deps),
    authorise(deps, tenantId, app),
    bePatient(deps),
    addHeaders(priority),
    account(meter),
  ]
  return [...steps.map((step) => new StepHandler(step)), new HTTPMessageHandler()]
}

function exactLink({ env }: Deps): Step {
  return async (context, passage, next) => {
    try {
      assertGraphLink(env, passage.link)
      context.request = passage.link
      await next()
    } catch (error) {
      passage.failure = error
      throw error
    }
  }
}

/** 401 means that nothing was done, so a write may go out again with a fresh token. */
function authorise(deps: Deps, tenantId: string, app: AppName): Step {
  return async (context, _passage, next) => {
    const token = await appToken(deps, tenantId, app)
    setHeader(context, 'authorization', `Bearer ${token}`)
    await next()
    if (context.response?.status !== 401) return
    await context.response.body?.cancel()
    forgetToken(deps, tenantId, app, token)
    setHeader(context, 'authorization', `Bearer ${await appToken(deps, tenantId, app)}`)
    await next()
  }
}

function bePatient(deps: Deps): Step {
  return async (context, { repeatable }, next) => {
    context.response = await sendPatiently({
      deps,
      repeatable,
      async send() {
        await next()
        if (!context.response) throw new AppError('graph.unavailable')
        return context.response
      },
    })
  }
}

/** https://learn.microsoft.com/graph/throttling: a person waits for high, the sync is low. */
function addHeaders(priority: 'low' | 'high'): Step {
  return async (context, _passage, next) => {
    setHeader(context, 'client-request-id', crypto.randomUUID())
    setHeader(context, 'x-ms-throttle-priority', priority)
    setHeader(context, 'accept', 'application/json')
    context.options = { ...context.options, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) }
    await next()
  }
}

/** The last step, so that each request that really leaves is counted, answered or not. */
function account(meter: Meter): Step {
  return async (context, _passage, next) => {
    meter.requests += 1
    await next()
    const { response } = context
    if (response) noteAnswer(meter, (name) => response.headers.get(name))
  }
}

function setHeader(context: Context, name: string, value: string): void {
  const headers = new Headers(context.options?.headers)
  headers.set(name, value)
  context.options = { ...context.options, headers }
}
