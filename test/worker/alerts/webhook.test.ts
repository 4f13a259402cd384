import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { newSecret, post, signatureOf, webhookAddress } from '../../../worker/alerts/webhook.ts'
import { type AlertBench, receiver, secret, startAlerts } from './bench.ts'

let bench: AlertBench
beforeEach(async () => {
  bench = await startAlerts()
})

const message = { id: 'a-raised', body: '{"text":"Ünïcode 😀 \\"quoted\\""}' }
const send = (timeoutMs?: number) => post(bench.deps, { url: receiver, secret }, message, timeoutMs)

describe('a signature', () => {
  it('is the one that Standard Webhooks publishes for its example', async () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
    const signed = 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
    expect(await signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('is over exactly what is sent, at the time of the try, as another implementation computes it', async () => {
    await send()
    const [got] = bench.received
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const mac = createHmac('sha256', key).update(`a-raised.${got?.timestamp}.${got?.body}`).digest('base64')
    expect(got).toMatchObject({ id: 'a-raised', signature: `v1,${mac}`, body: message.body })
    expect(got?.timestamp).toBe(String(Math.floor(bench.clock.now() / 1000)))
  })

  it('is made with a secret of 32 bytes that is new each time', () => {
    const [one, two] = [newSecret(), newSecret()]
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(one).not.toBe(two)
  })
})

describe('an answer', () => {
  it.each([200, 201, 204])('of %i means taken', async (status) => {
    bench.answerWith(() => new Response(null, { status }))
    expect((await send()).is).toBe('taken')
  })

  it('of 410 means gone', async () => {
    bench.answerWith(() => new Response('gone', { status: 410 }))
    expect((await send()).is).toBe('gone')
  })

  it.each([301, 302, 307, 308])('of %i is a refusal, and the redirect is not followed', async (status) => {
    bench.answerWith(
      () => new Response(null, { status, headers: { location: 'https://elsewhere.example/' } }),
    )
    expect(await send()).toMatchObject({ is: 'refused', words: expect.stringContaining(String(status)) })
    expect(bench.received.map(({ redirect }) => redirect)).toEqual(['manual'])
  })

  it.each([400, 401, 404, 429, 500, 502, 503])('of %i is a refusal that says so', async (status) => {
    bench.answerWith(() => new Response('<html>secret words</html>', { status }))
    expect(await send()).toEqual({ is: 'refused', words: `It answered ${status}.`, waitSeconds: 0 })
  })

  it('counts by its status alone: a page with status 200 is taken', async () => {
    bench.answerWith(() => new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } }))
    expect((await send()).is).toBe('taken')
  })

  it('may ask for a wait', async () => {
    bench.answerWith(() => new Response(null, { status: 429, headers: { 'retry-after': '120' } }))
    expect(await send()).toMatchObject({ is: 'refused', waitSeconds: 120 })
  })

  it('that does not come is not waited for', async () => {
    bench.answerWith(() => new Promise<Response>(() => {}))
    expect(await send(50)).toMatchObject({ is: 'refused', words: 'It did not answer within 0.05 seconds.' })
  })

  it('whose body never ends is not read', async () => {
    bench.answerWith(() => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })))
    expect((await send(1000)).is).toBe('taken')
  })

  it('that cannot be had is a refusal without the network’s words', async () => {
    bench.answerWith(() => Promise.reject(new TypeError('connect ECONNREFUSED 10.0.0.1')))
    expect(await send()).toEqual({ is: 'refused', words: 'It did not answer.', waitSeconds: 0 })
  })
})

describe('an address', () => {
  const hostile = [
    'http://alerts.example.com/hook',
    'alerts.example.com/hook',
    'ftp://alerts.example.com',
    'javascript:alert(1)',
    'https://',
    'https://localhost/hook',
    'https://LOCALHOST./hook',
    'https://hook.localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://１２７.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.8/',
    'https://192.168.1.1/',
    'https://8.8.8.8/',
    'https://intranet/',
    'https://printer.local/',
    'https://vault.internal/',
    'https://other.workers.dev/',
    'https://alerts.example.com:8443/',
    'https://user:password@alerts.example.com/',
    'https://alerts.example.com./',
    'https:\\\\127.0.0.1\\',
    'https://alerts.example.com%2f@127.0.0.1/',
  ]
  it.each(hostile)('%s is refused, when it is set and when it is sent to', async (url) => {
    expect(webhookAddress(bench.deps, url)).toHaveProperty('wrong')
    expect((await post(bench.deps, { url, secret }, message)).is).toBe('refused')
    expect(bench.received).toEqual([])
  })

  it('of this very server is refused, in whatever spelling', () => {
    const own = new URL(bench.deps.env.PUBLIC_URL).hostname
    for (const url of [`https://${own}/v1/alerts.list`, `https://${own.toUpperCase()}:443/`])
      expect(webhookAddress(bench.deps, url)).toEqual({ wrong: 'It is the address of this server.' })
  })

  it('is kept as it was parsed, with its query and without its fragment', () => {
    expect(webhookAddress(bench.deps, 'https://Hooks.Example.com:443/a/../b?token=1#part')).toEqual({
      url: 'https://hooks.example.com/b?token=1',
    })
  })
})
