import { type AccountInfo, BrowserCacheLocation, PublicClientApplication } from '@azure/msal-browser'
import type { PublicConfig } from '#shared/contract.ts'
import { forgetCacheKey, keepCacheKey } from './cache-key.ts'

export interface Granted {
  token: string
  /** Milliseconds since 1970. */
  expiresAt: number
  username: string
}
interface Answer {
  accessToken: string
  expiresOn: Date | null
  account: AccountInfo | null
}

/** Opens Microsoft's page and brings back the address it ended on; raises when it was closed. */
export type WebAuthFlow = (details: { url: string; interactive: boolean }) => Promise<string | undefined>

/** MSAL in an extension page. Its constructor, requests and cache are those of 5.x; each oddity has its reason here. */
export async function openMsal(config: PublicConfig, redirectUri: string, webAuthFlow: WebAuthFlow) {
  let leadsTo: string | null = null
  const open = async () => {
    await keepCacheKey()
    const opened = new PublicClientApplication({
      auth: {
        clientId: config.clientId,
        authority: config.authority,
        redirectUri,
        // In 5.x this is configuration: on the request it is ignored, and the page would navigate away.
        onRedirectNavigate: (url) => {
          leadsTo = url
          return false
        },
      },
      cache: { cacheLocation: BrowserCacheLocation.LocalStorage },
    })
    await opened.initialize()
    return opened
  }
  let app = await open()
  const scopes = [config.scope]
  const account = () => app.getActiveAccount() ?? app.getAllAccounts()[0] ?? null

  /** One trip through Microsoft's sign-in page, in a window of the browser. */
  async function signInBy(prompt: 'select_account' | 'none', loginHint?: string): Promise<Granted> {
    // A window closed half way leaves "interaction in progress" behind. An empty redirect resets it, but each
    // application answers that call only once (it keeps the promise), so every trip gets an application of its own.
    app = await open()
    await app.handleRedirectPromise().catch(() => null)
    leadsTo = null
    await app.loginRedirect({ scopes, prompt, ...(loginHint ? { loginHint } : {}) })
    if (!leadsTo) throw new Error('MSAL gave no sign-in address.')
    const back = await webAuthFlow({ url: leadsTo, interactive: prompt !== 'none' })
    const hash = back ? new URL(back).hash : ''
    // A string instead of options brings back null in 5.x.
    const answer = await app.handleRedirectPromise({ hash, navigateToLoginRequestUrl: false })
    return granted(answer)
  }

  function granted(answer: Answer | null): Granted {
    if (!answer?.accessToken || !answer.account) throw new Error('Microsoft’s answer holds no token.')
    app.setActiveAccount(answer.account)
    return {
      token: answer.accessToken,
      expiresAt: answer.expiresOn?.getTime() ?? 0,
      username: answer.account.username,
    }
  }

  return {
    signIn: () => signInBy('select_account'),
    /** From cache or refresh token; after that one's 24 hours by Microsoft's own session, without a window. */
    async renew({ force }: { force: boolean }): Promise<Granted | null> {
      const known = account()
      if (!known) return null
      try {
        return granted(await app.acquireTokenSilent({ scopes, account: known, forceRefresh: force }))
      } catch {
        return signInBy('none', known.username).catch(() => null)
      }
    },
    /** Empties MSAL's cache; the page of Microsoft that would end all sessions is not opened. */
    async signOut(): Promise<void> {
      await app.clearCache()
      await forgetCacheKey()
    },
  }
}
export type Msal = Awaited<ReturnType<typeof openMsal>>
