import type { GraphPort } from '#shared/actions/define.ts'
import { AppError } from '#shared/errors.ts'

/** Writes must be answered within `writeMs`; reading what became of one may take `readMs` more. */
export interface Limits {
  writeMs: number
  readMs: number
}

/**
 * Graph until a deadline, counted from now. A write under way when it passes has an unknown outcome; one not yet
 * sent is not sent any more. The action goes on with that error, so what it has done already is not lost.
 */
export function withDeadline(graph: GraphPort, { writeMs, readMs }: Limits): GraphPort & { stop(): void } {
  const writing = alarm(writeMs)
  const reading = alarm(writeMs + readMs)
  const write = <T>(send: () => Promise<T>) => writing.race(send, 'graph.unknownOutcome')
  return {
    get: (path) => reading.race(() => graph.get(path), 'graph.unavailable'),
    patch: (path, body) => write(() => graph.patch(path, body)),
    post: (path, body) => write(() => graph.post(path, body)),
    put: (path, body) => write(() => graph.put(path, body)),
    delete: (path) => write(() => graph.delete(path)),
    address: (path) => graph.address(path),
    stop() {
      writing.stop()
      reading.stop()
    },
  }
}

function alarm(ms: number) {
  let isOver = false
  let ring = () => {}
  const rung = new Promise<void>((resolve) => {
    ring = resolve
  })
  const timer = setTimeout(() => {
    isOver = true
    ring()
  }, ms)
  return {
    stop: () => clearTimeout(timer),
    async race<T>(send: () => Promise<T>, late: 'graph.unknownOutcome' | 'graph.unavailable'): Promise<T> {
      if (isOver) throw new AppError('graph.unavailable', { detail: 'There was no time left for it.' })
      const tooLate = rung.then(() => {
        throw new AppError(late)
      })
      return Promise.race([send(), tooLate])
    },
  }
}
