import { vi } from 'vitest'

/** What the worker gives an answer before it hangs up is noted and not waited for: it hangs up at once. */
export function hangUpSoon(): { patienceMs: number[] } {
  const patienceMs: number[] = []
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    patienceMs.push(ms)
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('Timed out.', 'TimeoutError')), 5)
    return controller.signal
  })
  return { patienceMs }
}
