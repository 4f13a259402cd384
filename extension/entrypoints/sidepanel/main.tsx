import '../../ui/page.css'
import '../../panel/panel.css'
import { QueryClientProvider } from '@tanstack/preact-query'
import { render } from 'preact'
import { App } from '../../panel/app.tsx'
import { createQueryClient } from '../../query.ts'
import { startSession } from '../../sign-in.ts'

startSession()
const client = createQueryClient()
render(
  <QueryClientProvider client={client}>
    <App address={location.search} />
  </QueryClientProvider>,
  document.getElementById('app') ?? document.body,
)
