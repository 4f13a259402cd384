import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { onMessage, sendMessage } from '../../extension/messages.ts'

type Listener = (message: unknown, sender: object, reply: (value: unknown) => void) => unknown
let listeners: Listener[] = []
const sender = { id: 'the-extension' }
const asked = { record: { kind: 'ticket', id: '7' }, shown: null } as const

/** As browsers deliver: what was sent and what comes back are copies, the first reply counts. */
function deliver(message: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const copy = JSON.parse(JSON.stringify(message))
    const kept = listeners.map((listener) =>
      listener(copy, sender, (value) => resolve(JSON.parse(JSON.stringify(value)))),
    )
    if (!kept.includes(true)) reject(new Error('Receiving end does not exist.'))
  })
}

beforeEach(() => {
  fakeBrowser.reset()
  listeners = []
  Object.assign(fakeBrowser.runtime, {
    sendMessage: deliver,
    onMessage: {
      addListener: (listener: Listener) => listeners.push(listener),
      removeListener: (gone: Listener) => {
        listeners = listeners.filter((listener) => listener !== gone)
      },
    },
  })
  Object.assign(fakeBrowser, {
    tabs: { sendMessage: (_tabId: number, message: unknown) => deliver(message) },
  })
})

describe('messages', () => {
  it('reach the one who answers their kind, with who sent them', async () => {
    const settings = vi.fn()
    onMessage('leaveRecord', settings)
    const seen = vi.fn(async () => null)
    onMessage('resolveRecord', seen)
    expect(await sendMessage('resolveRecord', asked)).toBeNull()
    expect(seen).toHaveBeenCalledExactlyOnceWith({ data: asked, sender })
    expect(settings).not.toHaveBeenCalled()
  })

  it('say nothing of why an answer failed, but that there is none', async () => {
    onMessage('resolveRecord', () => Promise.reject(new Error('the token is T-secret')))
    const failure = await sendMessage('resolveRecord', asked).catch(String)
    expect(failure).toBe('Error: Nobody has answered resolveRecord.')
  })

  it('fail where nobody listens any more', async () => {
    onMessage('askAgain', () => {})()
    await expect(sendMessage('askAgain', undefined, 7)).rejects.toThrow('Receiving end')
    const heard = vi.fn()
    onMessage('askAgain', heard)
    await sendMessage('askAgain', undefined, 7)
    expect(heard).toHaveBeenCalledOnce()
  })

  it.each([[null], ['askAgain'], [{}], [{ name: '__proto__' }], [{ type: 'askAgain' }]])(
    'of another kind are left to others: %j',
    async (message) => {
      onMessage('askAgain', () => {})
      await expect(deliver(message)).rejects.toThrow('Receiving end')
    },
  )
})
