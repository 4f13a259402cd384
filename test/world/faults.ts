/**
 * A scripted fault. `respond` answers instead of the service; `after` lets the service do its work first
 * and then answers something else (a lost answer). A thrown error is a broken connection.
 */
export interface Fault {
  match(request: { method: string; url: URL }): boolean
  /** How often; default once. */
  times?: number
  respond?(request: Request): Response | Promise<Response>
  after?(response: Response): Response | Promise<Response>
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  through(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response>
}

export function createFaults(): Faults {
  let scripted: (Fault & { left: number })[] = []
  return {
    add(fault) {
      scripted.push({ ...fault, left: fault.times ?? 1 })
    },
    clear() {
      scripted = []
    },
    async through(request, answer) {
      const subject = { method: request.method, url: new URL(request.url) }
      const fault = scripted.find(({ left, match }) => left > 0 && match(subject))
      if (!fault) return answer(request)
      fault.left -= 1
      if (fault.respond) return fault.respond(request)
      const response = await answer(request)
      return fault.after ? fault.after(response) : response
    },
  }
}
