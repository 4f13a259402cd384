import '../../ui/page.css'
import '../../ui/editing.css'
import '../../plan/plan.css'
import '../../tenant/tenant.css'
import '../../rule/rule.css'
import '../../mapping/mapping.css'
import '../../psa/psa.css'
import '../../console/console.css'
import '../../console/navigation.css'
import '../../console/entries.css'
import '../../console/reviews.css'
import '../../console/settings.css'
import '../../console/tenant.css'
import '../../console/technicians.css'
import '../../console/plans.css'
import '../../console/suggestions.css'
import '../../console/new-customers.css'
import '../../console/customers.css'
import { QueryClientProvider } from '@tanstack/preact-query'
import { render } from 'preact'
import { alertEndpoints } from '#shared/contract/alerts.ts'
import { psaEndpoints } from '#shared/contract/psas.ts'
import { tenantEndpoints } from '#shared/contract/tenants.ts'
import { App } from '../../console/app.tsx'
import { readsAtFirst } from '../../outputs.ts'
import { createQueryClient } from '../../query.ts'
import { startSession } from '../../sign-in.ts'

startSession()
readsAtFirst({ ...tenantEndpoints, ...psaEndpoints, ...alertEndpoints })
render(
  <QueryClientProvider client={createQueryClient()}>
    <App />
  </QueryClientProvider>,
  document.getElementById('app') ?? document.body,
)
