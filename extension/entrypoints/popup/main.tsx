import '../../ui/page.css'
import '../../ui/editing.css'
import '../../plan/plan.css'
import '../../tenant/tenant.css'
import '../../rule/rule.css'
import '../../mapping/mapping.css'
import '../../popup/popup.css'
import { QueryClientProvider } from '@tanstack/preact-query'
import { render } from 'preact'
import { alertEndpoints } from '#shared/contract/alerts.ts'
import { psaEndpoints } from '#shared/contract/psas.ts'
import { tenantEndpoints } from '#shared/contract/tenants.ts'
import { readsAtFirst } from '../../outputs.ts'
import { App } from '../../popup/app.tsx'
import { createQueryClient } from '../../query.ts'
import { startSession } from '../../sign-in.ts'

startSession()
readsAtFirst({ ...tenantEndpoints, ...psaEndpoints, ...alertEndpoints })
const client = createQueryClient()
render(
  <QueryClientProvider client={client}>
    <App client={client} />
  </QueryClientProvider>,
  document.getElementById('app') ?? document.body,
)
