import { useEffect } from 'preact/hooks'
import { useRead, useWrite } from '../query.ts'

const pollMilliseconds = 2000

/** Reads the account's organisations the first time by itself, later when asked to. */
export function useSuggestions(connectionId: string) {
  const reading = useRead(
    'mappings.suggest',
    { connectionId },
    { poll: (last) => last?.state === 'reading' && pollMilliseconds },
  )
  const start = useWrite('mappings.suggest', ['mappings.suggest'])
  const read = () => start.mutate({ connectionId, refresh: true })
  const isNew = reading.data?.state === 'never'
  useEffect(() => {
    if (isNew) read()
  }, [isNew, connectionId])
  return {
    ...reading,
    read,
    startError: start.error,
    isReading: start.isPending || reading.data?.state === 'reading',
  }
}
