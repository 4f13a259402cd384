import { type Account, backendAddress, sessionEnd, storedAccount, storedToken } from './settings.ts'

/** What every page and the background can ask without MSAL: is there a token, and whose. */
export type SessionState =
  | { state: 'notSetUp' }
  | { state: 'signedOut'; why: string | null }
  | { state: 'signedIn'; account: Account }

/** A token that ends within a minute is not used any more. */
const marginMilliseconds = 60_000

/** Gets a fresh token silently, or null. Pages register it (sign-in.ts); the background has none. */
type Renewal = (options: { force: boolean }) => Promise<string | null>
let renewal: Renewal | null = null
export function allowRenewal(renew: Renewal): void {
  renewal = renew
}

/** The token in storage if it is still good, else a silently renewed one where that is possible, else null. */
export async function accessToken(now = Date.now()): Promise<string | null> {
  const stored = await storedToken.getValue()
  if (stored && stored.expiresAt - marginMilliseconds > now) return stored.token
  return (await renewal?.({ force: false })) ?? null
}

/** After the worker refused the token: a fresh one, or null and the session has ended. */
export async function renewRefusedToken(): Promise<string | null> {
  await storedToken.removeValue()
  return (await renewal?.({ force: true })) ?? null
}

export async function sessionState(): Promise<SessionState> {
  const [address, account, why] = await Promise.all([
    backendAddress.getValue(),
    storedAccount.getValue(),
    sessionEnd.getValue(),
  ])
  if (!address) return { state: 'notSetUp' }
  return account ? { state: 'signedIn', account } : { state: 'signedOut', why }
}

/** Calls back whenever sessionState() may answer differently. Returns how to stop. */
export function watchSession(changed: () => void): () => void {
  const stops = [backendAddress.watch(changed), storedAccount.watch(changed), sessionEnd.watch(changed)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Forgets token and person; `why` is shown with the way back in. */
export async function endSession(why: string | null): Promise<void> {
  await sessionEnd.setValue(why)
  await Promise.all([storedToken.removeValue(), storedAccount.removeValue()])
}
