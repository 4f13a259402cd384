/**
 * WebDriver BiDi, as far as driving one browser needs it: https://www.w3.org/TR/webdriver-bidi/. A library would do the
 * same, but puppeteer-core 25.16 finds nothing on moz-extension:// pages: its own realm is not there.
 */
export type Bidi = Awaited<ReturnType<typeof connectBidi>>

interface Reply {
  id?: number
  type: 'success' | 'error'
  result?: Record<string, unknown>
  error?: string
  message?: string
}

export async function connectBidi(url: string) {
  const socket = new WebSocket(`${url}/session`)
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error(`Nobody answers at ${url}.`))
  })
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.onmessage = ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
  }
  let last = 0
  async function send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    last += 1
    const id = last
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params }))
    })
    waiting.delete(id)
    if (reply.type === 'error') throw new Error(`${method}: ${reply.error}: ${reply.message}`)
    return reply.result ?? {}
  }
  return { send, close: () => socket.close() }
}
