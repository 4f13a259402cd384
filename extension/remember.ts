import { type DehydratedState, dehydrate, hydrate, type QueryClient } from '@tanstack/preact-query'
import { readings, storedAccount } from './settings.ts'

const writeAfterMilliseconds = 300

/** Restores this person's readings and keeps them from now on. Another person's are dropped. */
export async function rememberReadings(client: QueryClient, accountId: string): Promise<void> {
  const kept = await readings.getValue()
  if (kept?.accountId === accountId) hydrate(client, kept.state as DehydratedState)
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async () => {
    // Whoever signed out meanwhile leaves nothing behind.
    if ((await storedAccount.getValue())?.id !== accountId) return
    await readings.setValue({ accountId, state: dehydrate(client) })
  }
  client.getQueryCache().subscribe(({ type }) => {
    if (type !== 'updated') return
    clearTimeout(timer)
    timer = setTimeout(keep, writeAfterMilliseconds)
  })
}
