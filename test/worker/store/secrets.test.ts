import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { seal, sealedBy, unseal } from '../../../worker/store/secrets.ts'

const place = { table: 'connection', rowId: 'a', field: 'sealed' }
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error) => (error instanceof AppError ? error.code : 'unexpected'),
  )

describe('sealed secrets', () => {
  it('open where they were sealed', async () => {
    const plain = JSON.stringify({ apiKey: 'Tø-key' })
    expect(await unseal(env, place, await seal(env, place, plain))).toBe(plain)
  })

  it('show nothing of the secret and are never the same twice', async () => {
    const [one, two] = [await seal(env, place, 'api-key'), await seal(env, place, 'api-key')]
    expect(one).not.toContain('api-key')
    expect(JSON.parse(one).iv).not.toBe(JSON.parse(two).iv)
    expect(JSON.parse(one).ct).not.toBe(JSON.parse(two).ct)
  })

  it.each([{ rowId: 'b' }, { table: 'tenant' }, { field: 'other' }])(
    'do not open elsewhere: %o',
    async (moved) => {
      const sealed = await seal(env, place, 'api-key')
      expect(await codeOf(unseal(env, { ...place, ...moved }, sealed))).toBe('internal')
    },
  )

  it('do not open when a bit was changed', async () => {
    const record = JSON.parse(await seal(env, place, 'api-key'))
    const changed = JSON.stringify({ ...record, ct: (record.ct[0] === 'A' ? 'B' : 'A') + record.ct.slice(1) })
    expect(await codeOf(unseal(env, place, changed))).toBe('internal')
    expect(await codeOf(unseal(env, place, 'not a record'))).toBe('internal')
  })

  it('say so when the sealing key is another one', async () => {
    const sealed = await seal(env, place, 'api-key')
    const other = { ...env, SEALING_KEY: btoa('x'.repeat(32)) }
    expect(await codeOf(unseal(other, place, sealed))).toBe('config.sealedByOtherKey')
  })

  describe('while the key is replaced', () => {
    const fresh = { ...env, SEALING_KEY: btoa('y'.repeat(32)) }
    const both = { ...fresh, SEALING_KEY_OLD: env.SEALING_KEY }

    it('open by the key that sealed them, old or new', async () => {
      expect(await unseal(both, place, await seal(env, place, 'before'))).toBe('before')
      expect(await unseal(both, place, await seal(both, place, 'after'))).toBe('after')
    })

    it('are sealed by the new key alone', async () => {
      const sealed = await seal(both, place, 'after')
      expect(await unseal(fresh, place, sealed)).toBe('after')
      expect(await codeOf(unseal(env, place, sealed))).toBe('config.sealedByOtherKey')
    })

    it('do not open elsewhere, by either key', async () => {
      const moved = { ...place, rowId: 'b' }
      for (const by of [env, both]) {
        expect(await codeOf(unseal(both, moved, await seal(by, place, 'x')))).toBe('internal')
      }
    })

    it('tell which key they need', async () => {
      const old = await seal(env, place, 'x')
      expect(await sealedBy(both, old)).toBe('old')
      expect(await sealedBy(both, await seal(both, place, 'x'))).toBe('current')
      expect(await sealedBy(fresh, old)).toBe('other')
    })

    it('need both keys whole', async () => {
      const sealed = await seal(env, place, 'x')
      await expect(unseal({ ...fresh, SEALING_KEY_OLD: 'short' }, place, sealed)).rejects.toMatchObject({
        code: 'config.missing',
        detail: expect.stringContaining('SEALING_KEY_OLD'),
      })
    })
  })

  it.each(['', 'c2hvcnQ=', 'not base64 at all', btoa('x'.repeat(33))])(
    'need a key of 32 bytes, not %j',
    async (key) => {
      await expect(seal({ ...env, SEALING_KEY: key }, place, 'x')).rejects.toMatchObject({
        code: 'config.missing',
        detail: expect.stringContaining('SEALING_KEY'),
      })
    },
  )
})
