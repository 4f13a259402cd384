import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, vi } from 'vitest'

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

// The worker's log is for operators. A test that is about it looks at this spy.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
