import { useEffect, useState } from 'preact/hooks'
import { type Policy, readPolicy, watchPolicy } from '../policy.ts'

/** What an administrator has set, kept up to date; undefined until read. */
export function usePolicy(): Policy | undefined {
  const [policy, setPolicy] = useState<Policy>()
  useEffect(() => {
    const read = () => void readPolicy().then(setPolicy)
    read()
    return watchPolicy(read)
  }, [])
  return policy
}
