import { useEffect, useState } from 'preact/hooks'
import { useRead } from '../../query.ts'

/** Where to look first. */
export interface First {
  tenantId?: string
  connectionId?: string
  organisationId?: string
}
const typingMilliseconds = 200
/** Less finds nobody (persons.search). */
export const fewest = 2

/** Persons as one types: the former answer stays until the next one is there. */
export function useSearch(typed: string, first: First) {
  const text = typed.trim()
  const settled = useSettled(text)
  const isAsking = settled.length >= fewest
  const { data, error, refetch, isPlaceholderData, isFetching } = useRead(
    'persons.search',
    { text: settled, ...first },
    { enabled: isAsking, keep: true, freshFor: 30_000 },
  )
  const answer = text.length >= fewest && isAsking ? (data ?? null) : null
  return {
    text,
    answer,
    error: isAsking && text.length >= fewest ? error : null,
    /** What is shown answers a former question. */
    isBehind: text.length >= fewest && (text !== settled || isPlaceholderData || (isFetching && !data)),
    retry: () => void refetch(),
  }
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
