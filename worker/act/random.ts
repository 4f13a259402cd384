/** An integer from 0 to `below` − 1, each as likely as any other: what would tip the balance is drawn again. */
export function random(below: number): number {
  const range = 2 ** 32
  const fair = range - (range % below)
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
    if (drawn < fair) return drawn % below
  }
}
