import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { concealing } from '../../../worker/psa/conceal.ts'

const credentials = { apiKey: ' T-secret-key ', clientId: 'T-secret', short: 'key' }
const raise = (error: unknown) =>
  concealing(credentials, () => Promise.reject(error)).then(
    () => null,
    (raised: unknown) => raised,
  )

describe('what is raised', () => {
  it('says nothing of the credentials, in whichever way the PSA repeats them', async () => {
    const inner = new AppError('psa.rejected', { detail: 'It said: T-secret-key' })
    const raised = await raise(
      new AppError('psa.rejected', {
        detail: 'It said: T-secret-key of T-secret, T-secret-key.',
        cause: inner,
      }),
    )
    expect(raised).toMatchObject({ code: 'psa.rejected', detail: 'It said: … of …, ….' })
    expect(JSON.stringify([raised, String(raised), (raised as AppError).cause])).not.toContain('T-secret')
  })

  it('keeps what else an error says', async () => {
    const error = new AppError('psa.throttled', { detail: 'T-secret-key', retryAfterSeconds: 7 })
    expect(await raise(error)).toMatchObject({ code: 'psa.throttled', retryAfterSeconds: 7 })
    const harmless = new AppError('psa.permission', { detail: 'The key may not do it.' })
    expect(await raise(harmless)).toBe(harmless)
    const other = new TypeError('T-secret-key')
    expect(await raise(other)).toBe(other)
  })
})
