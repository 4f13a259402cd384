import {
  type DehydratedState,
  dehydrate,
  hydrate,
  type Query,
  type QueryClient,
} from '@tanstack/preact-query'
import { panelReadings, readings, storedAccount } from './settings.ts'

const writeAfterMilliseconds = 300

interface Memory {
  item: typeof readings
  /** What is kept; all that was read otherwise. */
  names: readonly string[] | null
  /** The newest so many. */
  most: number
}
/** Where a page keeps what it has read. The panel keeps whom a ticket is about, and nothing that was read live. */
const memories = {
  popup: { item: readings, names: null, most: Number.POSITIVE_INFINITY },
  panel: { item: panelReadings, names: ['tickets.resolve', 'persons.get'], most: 20 },
} as const satisfies Record<string, Memory>

/** Restores this person's readings and keeps them from now on. Another person's are dropped. Returns how to end it. */
export async function rememberReadings(
  client: QueryClient,
  accountId: string,
  page: keyof typeof memories,
): Promise<() => void> {
  const memory: Memory = memories[page]
  const kept = await memory.item.getValue()
  if (kept?.accountId === accountId) hydrate(client, kept.state as DehydratedState)
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async () => {
    // Whoever signed out meanwhile leaves nothing behind.
    if ((await storedAccount.getValue())?.id !== accountId) return
    await memory.item.setValue({ accountId, state: stateOf(client, memory) })
  }
  const end = client.getQueryCache().subscribe(({ type }) => {
    if (type !== 'updated') return
    clearTimeout(timer)
    timer = setTimeout(keep, writeAfterMilliseconds)
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}

function stateOf(client: QueryClient, { names, most }: Memory): DehydratedState {
  const isKept = ({ queryKey, state }: Query) =>
    state.data !== undefined && (!names || names.includes(String(queryKey[0])))
  const newest = client
    .getQueryCache()
    .getAll()
    .filter(isKept)
    .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
    .slice(0, most)
  return dehydrate(client, {
    shouldDehydrateQuery: (query) => newest.includes(query),
    // What is being done may hold a password.
    shouldDehydrateMutation: () => false,
  })
}
