import { useEffect, useState } from 'preact/hooks'

/** The present time, anew every `seconds`, so that ages on the screen stay true. */
export function useNow(seconds = 20): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), seconds * 1000)
    return () => clearInterval(timer)
  }, [seconds])
  return now
}
