import { type DehydratedState, dehydrate, hydrate, type QueryClient } from '@tanstack/preact-query'
import { storage } from '@wxt-dev/storage'

/** What a page had read, in memory alone: a popup that opens again draws at once, then reads anew. */
const remembered = storage.defineItem<{ account: string; state: DehydratedState } | null>(
  'session:readings',
  { fallback: null },
)
const writeAfterMilliseconds = 300

/** Restores this person's readings and keeps them from now on. Another person's are dropped. */
export async function rememberReadings(client: QueryClient, account: string): Promise<void> {
  const kept = await remembered.getValue()
  if (kept?.account === account) hydrate(client, kept.state)
  let timer: ReturnType<typeof setTimeout> | undefined
  client.getQueryCache().subscribe(({ type }) => {
    if (type !== 'updated') return
    clearTimeout(timer)
    timer = setTimeout(
      () => remembered.setValue({ account, state: dehydrate(client) }),
      writeAfterMilliseconds,
    )
  })
}

export const forgetReadings = () => remembered.removeValue()
