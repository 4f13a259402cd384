/** The product's clock in the bench: the machine's, moved by an offset, or a virtual one. */
export interface BenchClock {
  now(): number
  sleep(ms: number): Promise<void>
  /** From here on the machine's time with that offset, milliseconds. */
  follow(offset: number): void
  /** From here on virtual time, beginning at that moment. */
  set(now: number): void
  isVirtual(): boolean
  /** Work outside: virtual time stands still while it is under way. */
  outside<T>(work: () => Promise<T>): Promise<T>
}

interface Waiting {
  at: number
  go(): void
}

/**
 * Virtual time goes by events: it stands still while anything is computed, stored or asked, and when all that runs is
 * waiting it jumps to the first moment that somebody waits for. So waits overlap as they would, and cost nothing.
 */
export function createClock(): BenchClock {
  let offset = 0
  let virtual: number | null = null
  let outside = 0
  let waiting: Waiting[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  /** A turn of the event loop comes after everything that can go on without a wait. */
  function settle(): void {
    clearTimeout(timer)
    timer = setTimeout(step, 0)
  }

  function step(): void {
    if (outside > 0 || waiting.length === 0) return
    const next = waiting.reduce((first, other) => (other.at < first.at ? other : first))
    waiting = waiting.filter((other) => other !== next)
    virtual = Math.max(virtual ?? 0, next.at)
    next.go()
    settle()
  }

  return {
    now: () => virtual ?? Date.now() + offset,
    sleep(ms) {
      if (virtual === null) return new Promise((resolve) => setTimeout(resolve, ms))
      const at = virtual + ms
      return new Promise((resolve) => {
        waiting.push({ at, go: resolve })
        settle()
      })
    },
    follow(given) {
      offset = given
      virtual = null
    },
    set(now) {
      virtual = now
    },
    isVirtual: () => virtual !== null,
    async outside(work) {
      outside += 1
      try {
        return await work()
      } finally {
        outside -= 1
        settle()
      }
    },
  }
}
