import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Webhook } from '#shared/contract.ts'
import { WebhookCard } from '../../../extension/options/webhook.tsx'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'

const url = 'https://alerts.lamplight.example/hook'
const secret = 'whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISE='
const webhookWith = (changes: Partial<Webhook> = {}): Webhook => ({
  ...{ url, setAt: '2026-11-23T09:00:00.000Z', setBy: 'Ruben Deskwright' },
  ...{ lastDeliveredAt: null, waiting: 0, problem: null },
  ...changes,
})
const card = () => <WebhookCard number={5} isReady />

/** The server with a webhook, or none, that is set and taken away as asked. */
function serveWebhook(first: Webhook | null, more: Parameters<typeof serve>[0] = {}) {
  let webhook = first
  return serve({
    'alerts.webhook': () => ({ webhook }),
    'alerts.setWebhook': (input: { url: string | null }) => {
      webhook = input.url === null ? null : webhookWith({ url: input.url, setAt: '2026-11-24T09:00:00.000Z' })
      return { webhook, secret: webhook && secret }
    },
    ...more,
  })
}

const inputOf = (host: HTMLElement) =>
  host.querySelector<HTMLElement & { value: string }>('fluent-text-input')

async function type(host: HTMLElement, words: string): Promise<void> {
  const input = inputOf(host)
  if (!input) throw new Error('There is no input.')
  await act(async () => {
    input.value = words
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
const submit = (host: HTMLElement) =>
  act(async () => {
    host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the webhook of alerts', () => {
  it('is set by its address, and its secret is shown once, to copy', async () => {
    const copied = vi.fn(async () => {})
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: copied } })
    const asked = serveWebhook(null)
    const drawn = await draw(card())
    await drawn.says('Address of the receiver')
    await type(drawn.host, ` ${url} `)
    await submit(drawn.host)
    await drawn.says(secret)
    await drawn.says('Send a test')
    expect(asked.find(({ name }) => name === 'alerts.setWebhook')?.input).toEqual({ url })
    await act(async () => drawn.host.querySelector<HTMLElement>('[title="Copy signing secret"]')?.click())
    expect(copied).toHaveBeenCalledWith(secret)
    await drawn.press('I have kept it')
    expect(drawn.host.innerHTML).not.toContain(secret)
  })

  it('says why an address was not taken, and keeps what was typed', async () => {
    const words = 'Alerts cannot be sent to this address. It is a number, not a name.'
    serveWebhook(null, { 'alerts.setWebhook': () => refusal(400, 'webhook.address', words) })
    const drawn = await draw(card())
    await drawn.says('Address of the receiver')
    await type(drawn.host, 'https://127.0.0.1/')
    await submit(drawn.host)
    await drawn.says(words)
    expect(inputOf(drawn.host)?.value).toBe('https://127.0.0.1/')
  })

  it('says what a test brought, and what is wrong', async () => {
    const problem = { code: 'webhook.failed', text: 'It did not take it.', next: 'Look.', since: '' }
    serveWebhook(webhookWith({ waiting: 2, problem }), {
      'alerts.testWebhook': (_input, times) =>
        times === 1
          ? { delivered: false, text: 'It answered 500.' }
          : { delivered: true, text: 'The receiver took the message.' },
    })
    const drawn = await draw(card())
    await drawn.says(/2 messages wait.*It did not take it\. ?Look\./)
    await drawn.press('Send a test')
    await drawn.says('The test did not arrive')
    expect(drawn.text()).toContain('It answered 500.')
    await drawn.press('Send a test')
    await drawn.says('The test arrived')
  })

  it('is taken away only after it was said what goes', async () => {
    const asked = serveWebhook(webhookWith())
    const drawn = await draw(card())
    await drawn.says(url)
    await drawn.press('Stop sending')
    expect(drawn.text()).toContain('Messages that still wait are dropped.')
    expect(asked.some(({ name }) => name === 'alerts.setWebhook')).toBe(false)
    await drawn.press('Stop')
    await drawn.says('Address of the receiver')
    expect(asked.find(({ name }) => name === 'alerts.setWebhook')?.input).toEqual({ url: null })
  })

  it('gets another address and another secret', async () => {
    serveWebhook(webhookWith())
    const drawn = await draw(card())
    await drawn.says(url)
    await drawn.press('Change the address or the secret')
    await type(drawn.host, `${url}/2`)
    await submit(drawn.host)
    await drawn.says(`${url}/2`)
    await drawn.says(secret)
  })

  it('is nothing that others than administrators see or read', async () => {
    const asked = serveWebhook(webhookWith())
    const drawn = await draw(card(), viewer)
    expect([drawn.text(), asked]).toEqual(['', []])
  })
})
