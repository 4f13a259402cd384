import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { AppError } from '#shared/errors.ts'
import { type Deps, requireVariable } from '../env.ts'
import { accessHandlers } from './access.ts'
import { actionHandlers } from './actions.ts'
import { alertHandlers } from './alerts.ts'
import { auditHandlers } from './audit.ts'
import { changeHandlers } from './changes.ts'
import { health, publicConfig } from './config.ts'
import { answerConsent } from './consent-callback.ts'
import { allowExtensions } from './cors.ts'
import type { Handlers } from './handlers.ts'
import { openHandover, showHandover } from './handover-page.ts'
import { historyHandlers } from './history.ts'
import { mappingSettingHandlers } from './mapping-settings.ts'
import { mappingHandlers } from './mappings.ts'
import { openApi } from './open-api.ts'
import { pageHandlers } from './pages.ts'
import { personHandlers } from './persons.ts'
import { planHandlers } from './plans.ts'
import { psaHandlers } from './psas.ts'
import { reviewHandlers } from './reviews.ts'
import { ruleHandlers } from './rules.ts'
import { type App, type AppEnv, refuse, serve } from './serve.ts'
import { sessionHandlers } from './session.ts'
import { suggestionHandlers } from './suggestions.ts'
import { tenantHandlers } from './tenants.ts'
import { ticketHandlers } from './tickets.ts'
import { undoHandlers } from './undo.ts'
import { waitingPlanHandlers } from './waiting-plans.ts'

const handlers: Handlers = {
  ...sessionHandlers,
  ...tenantHandlers,
  ...psaHandlers,
  ...mappingHandlers,
  ...suggestionHandlers,
  ...mappingSettingHandlers,
  ...ruleHandlers,
  ...planHandlers,
  ...waitingPlanHandlers,
  ...undoHandlers,
  ...reviewHandlers,
  ...historyHandlers,
  ...ticketHandlers,
  ...personHandlers,
  ...pageHandlers,
  ...changeHandlers,
  ...actionHandlers,
  ...alertHandlers,
  ...auditHandlers,
  ...accessHandlers,
}

/** Everything the worker answers over HTTP. */
export function createApp(deps: Deps): App {
  const app = new Hono<AppEnv>()
  // Made here, never taken from the request: it goes into the record of actions.
  app.use(requestId({ headerName: '' }))
  app.use(
    secureHeaders({
      overwrite: false,
      xFrameOptions: 'DENY',
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    }),
  )
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  app.use(allowExtensions(deps.env))

  app.get('/health', (c) => c.json(health()))
  app.get('/v1/config', (c) => c.json(publicConfig(deps.env)))
  app.get('/openapi.json', (c) => c.json(openApi(requireVariable(deps.env, 'PUBLIC_URL'))))
  app.get('/consent/callback', (c) => answerConsent(deps, c))
  app.get('/handover/:token', (c) => showHandover(deps, c))
  app.post('/handover/:token', (c) => openHandover(deps, c))
  serve(app, deps, handlers)

  app.notFound((c) => refuse(c, new AppError('request.unknownEndpoint')))
  app.onError((error, c) => refuse(c, error))
  return app
}
