import { storage } from '@wxt-dev/storage'
import type { Role } from '#shared/access.ts'
import type { PublicConfig } from '#shared/contract.ts'
import { type HostPsas, hostPsasKey } from './ticket/host-psa.ts'

/** Where the worker answers: an https origin without a trailing slash, as checked by GET /v1/config. */
export const backendAddress = storage.defineItem<string | null>('local:backendAddress', { fallback: null })
/** What the worker said about sign-in, kept so that signing in works before the next check. */
export const backendConfig = storage.defineItem<PublicConfig | null>('local:backendConfig', {
  fallback: null,
})
/** Host names of PSA pages on which a person enabled the card. */
export const enabledHosts = storage.defineItem<string[]>('local:enabledHosts', { fallback: [] })
/** Which PSA they are of, by its id. Former versions did not keep it (enable.ts catches up). */
export const hostPsas = storage.defineItem<HostPsas>(`local:${hostPsasKey}`, { fallback: {} })

export interface AccessToken {
  token: string
  /** Milliseconds since 1970. */
  expiresAt: number
}
/** In memory alone, for trusted contexts alone: gone when the browser closes, out of a content script's reach. */
export const storedToken = storage.defineItem<AccessToken | null>('session:accessToken', { fallback: null })

/** The key of MSAL's cache, where the browser keeps no cookie for it (cache-key.ts). */
export const cacheKeyCookie = storage.defineItem<string | null>('session:cacheKeyCookie', { fallback: null })

export interface Account {
  id: string
  name: string
  username: string
  role: Role
}
/** Who is signed in, as the worker said. */
export const storedAccount = storage.defineItem<Account | null>('session:account', { fallback: null })
/** Why there is no session any more, in words; null = never signed in or signed out by choice. */
export const sessionEnd = storage.defineItem<string | null>('session:end', { fallback: null })

export interface KeptReadings {
  accountId: string
  state: unknown
}
/** What the popup had read and where it stood, so that it opens again as it was closed. */
export const readings = storage.defineItem<KeptReadings | null>('session:readings', { fallback: null })
/** Whom the panel had read: what is known last while the worker is away. */
export const panelReadings = storage.defineItem<KeptReadings | null>('session:panelReadings', {
  fallback: null,
})
export const popupRoute = storage.defineItem<unknown>('session:popupRoute', { fallback: null })

/** The newest consent link, for as long as it can be used: opening it closes the popup. */
export interface ConsentLink {
  url: string
  attemptId: string
  /** ISO 8601 */
  expiresAt: string
  /** What it asks for, and of whom; another wish needs another link. */
  wanted: string
}
export const consentLink = storage.defineItem<ConsentLink | null>('session:consentLink', { fallback: null })

/** As a list shows them; what is true of them now is asked when one is opened. */
export interface RecentPerson {
  tenantId: string
  tenantName: string
  personId: string
  displayName: string
  userPrincipalName: string
  jobTitle: string | null
}
/** Whom the signed-in person looked at in the panel, newest first. */
export const recentPersons = storage.defineItem<{ accountId: string; persons: RecentPerson[] } | null>(
  'session:recentPersons',
  { fallback: null },
)
/** Whom cards showed last, newest first; `answered` is the background's own. */
export const lastCards = storage.defineItem<{
  accountId: string
  cards: { key: string; answered: unknown }[]
} | null>('session:lastCards', { fallback: null })
/** Whether single letters are shortcuts in the panel: https://www.w3.org/TR/WCAG22/#character-key-shortcuts */
export const letterKeys = storage.defineItem<boolean>('local:letterKeys', { fallback: true })

/** What is kept of a person's work besides the session itself; signing out drops it. */
export const keptWork = [readings, panelReadings, lastCards, popupRoute, consentLink, recentPersons]
