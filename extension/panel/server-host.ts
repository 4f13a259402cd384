import { useEffect, useState } from 'preact/hooks'
import { backendAddress } from '../settings.ts'

/** The server's host name, to show with whom one deals. */
export function useServerHost(): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    backendAddress.getValue().then(setAddress)
    return backendAddress.watch(setAddress)
  }, [])
  return address && new URL(address).host
}
