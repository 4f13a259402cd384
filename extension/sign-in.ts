import { browser } from 'wxt/browser'
import { call } from './api.ts'
import { ApiError } from './api-error.ts'
import type { Granted, Msal } from './msal.ts'
import { allowRenewal, endSession } from './session.ts'
import { type Account, backendConfig, keptWork, sessionEnd, storedAccount, storedToken } from './settings.ts'

/**
 * Signing in, for pages that stay open (settings, panel): the popup closes when Microsoft's window takes focus.
 * MSAL is loaded when it is first needed.
 */
let opened: { key: string; msal: Promise<Msal> } | null = null

async function msal(): Promise<Msal> {
  const config = await backendConfig.getValue()
  if (!config) throw new ApiError('extension.notSetUp')
  const key = JSON.stringify(config)
  if (opened?.key !== key) {
    const webAuthFlow = (details: { url: string; interactive: boolean }) =>
      browser.identity.launchWebAuthFlow(details)
    const loading = import('./msal.ts').then(({ openMsal }) =>
      openMsal(config, browser.identity.getRedirectURL(), webAuthFlow),
    )
    opened = { key, msal: loading }
    loading.catch(() => {
      opened = null
    })
  }
  return opened.msal
}

/** Pages call this once when they start: from then on an ended token is renewed without a window where possible. */
export function startSession(): void {
  allowRenewal(renewOnce)
}

/** One renewal at a time over all pages: the one that waited finds the new token in storage. */
function renewOnce({ force }: { force: boolean }): Promise<string | null> {
  return navigator.locks.request('sidelight-renew', async () => {
    const stored = await storedToken.getValue()
    if (stored && stored.expiresAt - 60_000 > Date.now()) return stored.token
    if (!(await backendConfig.getValue())) return null
    const granted = await (await msal()).renew({ force })
    if (granted) await keep(granted)
    return granted?.token ?? null
  })
}

async function keep({ token, expiresAt }: Granted): Promise<void> {
  await storedToken.setValue({ token, expiresAt })
}

/** Opens Microsoft's sign-in; afterwards the worker says who this is. Null = the window was closed. */
export async function signIn(): Promise<Account | null> {
  const granted = await (await msal()).signIn().catch(endedWithout)
  if (!granted) return null
  await keep(granted)
  try {
    const { id, name, role } = await call('session.get', {})
    const account = { id, name, role, username: granted.username }
    await Promise.all([storedAccount.setValue(account), sessionEnd.removeValue()])
    return account
  } catch (error) {
    await endSession(null)
    throw error
  }
}

/** A closed window is a decision, not a failure. Everything else is said in words. */
function endedWithout(cause: unknown): null {
  const message = cause instanceof Error ? cause.message : ''
  // Chrome and Firefox say so in their own words alone; there is no code.
  if (/did not approve|user cancelled|cancelled or denied/i.test(message)) return null
  throw new ApiError('extension.signInFailed', { cause })
}

/** Whoever is signed in according to MSAL's cache, after the browser forgot the session's own storage. */
export async function resumeSession(): Promise<Account | null> {
  const known = await storedAccount.getValue()
  if (known) return known
  const granted = await (await msal()).renew({ force: false })
  if (!granted) return null
  await keep(granted)
  const { id, name, role } = await call('session.get', {})
  const account = { id, name, role, username: granted.username }
  await storedAccount.setValue(account)
  return account
}

/** Forgets everything about this person: token, name, MSAL's cache. */
export async function signOut(): Promise<void> {
  // Nobody is told that they are signed out before nothing is left: the page may be closed at that moment.
  try {
    await (await msal()).signOut()
  } finally {
    await Promise.all(keptWork.map((item) => item.removeValue()))
    await endSession(null)
  }
}
