import '../../ui/page.css'
import '../../psa/psa.css'
import '../../options/options.css'
import { QueryClientProvider } from '@tanstack/preact-query'
import { render } from 'preact'
import { Options } from '../../options/options.tsx'
import { createQueryClient } from '../../query.ts'
import { startSession } from '../../sign-in.ts'

startSession()
render(
  <QueryClientProvider client={createQueryClient()}>
    <Options />
  </QueryClientProvider>,
  document.getElementById('app') ?? document.body,
)
