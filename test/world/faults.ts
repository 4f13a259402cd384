import { createChance } from './microsoft/chance.ts'

/**
 * A scripted fault. `respond` answers instead of the service; `after` lets the service do its work first
 * and then answers something else (a lost answer). A thrown error is a broken connection.
 */
export interface Fault {
  match(request: { method: string; url: URL }): boolean
  /** How often; default once. */
  times?: number
  respond?(request: Request): Response | Promise<Response>
  after?(response: Response, request: Request): Response | Promise<Response>
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  through(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response>
}

export function createFaults(): Faults {
  let scripted: { fault: Fault; left: number }[] = []
  return {
    add(fault) {
      scripted.push({ fault, left: fault.times ?? 1 })
    },
    clear() {
      scripted = []
    },
    async through(request, answer) {
      const subject = { method: request.method, url: new URL(request.url) }
      const found = scripted.find(({ fault, left }) => left > 0 && fault.match(subject))
      if (!found) return answer(request)
      found.left -= 1
      const { fault } = found
      if (fault.respond) return fault.respond(request)
      const response = await answer(request)
      return fault.after ? fault.after(response, request) : response
    },
  }
}

type Part = Pick<Fault, 'respond' | 'after'>

function refusal(status: number, code: string, headers: Record<string, string> = {}): Part {
  return { respond: () => Response.json({ error: { code, message: 'No.' } }, { status, headers }) }
}

function html(status: number): Part {
  const page = '<!DOCTYPE html><html><head><title>Service</title></head><body>Please wait.</body></html>'
  return { respond: () => new Response(page, { status, headers: { 'content-type': 'text/html' } }) }
}

/** Headers, and then nothing until the one who asked hangs up. */
function stalled(request: Request, beginning: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(beginning))
      request.signal.addEventListener('abort', () => controller.error(request.signal.reason))
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

/** What goes wrong between us and Microsoft; each passes by itself or with a new round. */
const kinds = {
  'throttled briefly': refusal(429, 'TooManyRequests', { 'retry-after': '1.5' }),
  'throttled for long': refusal(429, 'TooManyRequests', { 'retry-after': '600' }),
  'throttled without a word': refusal(429, 'TooManyRequests'),
  '500': refusal(500, 'generalException'),
  '502 in HTML': html(502),
  '503': refusal(503, 'serviceUnavailable'),
  '503 with Retry-After': refusal(503, 'serviceUnavailable', { 'retry-after': '30' }),
  '504': refusal(504, 'UnknownError'),
  '200 in HTML': html(200),
  '404 in HTML': html(404),
  'an empty answer': { respond: () => new Response(null, { status: 200 }) },
  'another JSON': { respond: () => Response.json({ status: 'ok' }) },
  'no connection': {
    respond: () => {
      throw new TypeError('Network connection lost.')
    },
  },
  'an answer that is lost': {
    after: () => {
      throw new TypeError('Network connection lost.')
    },
  },
  'JSON that is cut off': {
    after: async (response) => {
      const text = await response.text()
      return new Response(text.slice(0, Math.floor(text.length / 2)), { headers: response.headers })
    },
  },
  'an answer that breaks off': {
    after: async (response) => {
      const half = (await response.arrayBuffer()).slice(0, 40)
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(half))
        },
        pull(controller) {
          controller.error(new TypeError('Network connection lost.'))
        },
      })
      return new Response(body, { headers: response.headers })
    },
  },
  'no answer at all': {
    respond: (request) =>
      new Promise<Response>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason))
      }),
  },
  'an answer that stalls': { respond: (request) => stalled(request, '{"value":[') },
  '403': refusal(403, 'Authorization_RequestDenied'),
} satisfies Record<string, Part>

export type FaultKind = keyof typeof kinds
export const faultKinds = Object.keys(kinds) as FaultKind[]

/** What answers, or spoils the answer, in that way. */
export function faultOf(kind: FaultKind): Part {
  return kinds[kind]
}

/**
 * Faults of all kinds at random, the same for the same seed and requests: each request to Microsoft goes wrong with
 * the probability `share` (0 to 1).
 */
export function randomFaults(seed: number, share: number): Fault {
  const chance = createChance(seed)
  let drawn: FaultKind = '500'
  return {
    times: Number.POSITIVE_INFINITY,
    match({ url }) {
      if (url.hostname !== 'graph.microsoft.com' && url.hostname !== 'login.microsoftonline.com') return false
      if (chance() >= share) return false
      drawn = faultKinds[Math.floor(chance() * faultKinds.length)] ?? '500'
      return true
    },
    // One fault is one of both: what answers instead is asked first.
    get respond() {
      const { respond } = faultOf(drawn)
      return respond
    },
    get after() {
      const { after } = faultOf(drawn)
      return after
    },
  }
}
