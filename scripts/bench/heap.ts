import { setTimeout as wait } from 'node:timers/promises'

const everyMs = 20
const sweepId = 0

interface Answer {
  id?: number
  result?: { usedSize?: number; embedderHeapUsedSize?: number; backingStorageSize?: number }
}

/**
 * Asks the inspector of an isolate for its heap again and again; `end` gives the largest answer in bytes. `isSwept`: what
 * is garbage is collected before each answer, so that only what is held counts.
 */
export async function watchHeap(inspector: URL, isSwept = false): Promise<{ end(): Promise<number> }> {
  const socket = new WebSocket(inspector)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')))
  })
  let peak = 0
  let running = true
  let answered = () => {}
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as Answer
    if (id === undefined || id === sweepId) return
    const { usedSize = 0, backingStorageSize = 0 } = result ?? {}
    peak = Math.max(peak, usedSize + backingStorageSize)
    answered()
  })
  const ask = (id: number) =>
    new Promise<void>((resolve) => {
      answered = resolve
      if (isSwept) socket.send(JSON.stringify({ id: sweepId, method: 'HeapProfiler.collectGarbage' }))
      socket.send(JSON.stringify({ id, method: 'Runtime.getHeapUsage' }))
    })
  if (isSwept) {
    // The first answers are given before anything is swept: what earlier work has left is in them.
    for (let id = 1; id <= 5; id += 1) await ask(id).then(() => wait(everyMs))
    peak = 0
  }
  const loop = (async () => {
    for (let id = 10; running; id += 1) await ask(id).then(() => wait(everyMs))
  })()
  return {
    async end() {
      running = false
      await loop
      socket.close()
      return peak
    },
  }
}
