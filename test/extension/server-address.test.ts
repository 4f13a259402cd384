import { afterEach, describe, expect, it, vi } from 'vitest'
import { readAddress, readPublicConfig } from '../../extension/server-address.ts'

afterEach(() => vi.unstubAllGlobals())

describe('the server’s address', () => {
  it.each([
    ['sidelight.lamplight.example', 'https://sidelight.lamplight.example'],
    [' https://Sidelight.Lamplight.example/anything?x=1 ', 'https://sidelight.lamplight.example'],
    ['https://sidelight.lamplight.example:8443/', 'https://sidelight.lamplight.example:8443'],
  ])('takes %s', (typed, origin) => {
    expect(readAddress(typed)).toEqual({ origin })
  })

  it.each([
    '',
    'http://sidelight.example',
    'ftp://sidelight.example',
    'sidelight',
    'https://a:b@sidelight.example',
    '://',
  ])('refuses “%s” in words', (typed) => {
    expect(readAddress(typed)).toEqual({ wrong: expect.stringMatching(/address/) })
  })

  it('is not accepted when something else answers there', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ product: 'other' }))
    await expect(readPublicConfig('https://x.example')).rejects.toMatchObject({
      code: 'extension.notSidelight',
    })
    vi.stubGlobal('fetch', async () => new Response('down', { status: 503 }))
    await expect(readPublicConfig('https://x.example')).rejects.toMatchObject({ code: 'extension.away' })
  })
})
