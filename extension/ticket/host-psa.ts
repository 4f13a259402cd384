import { browser } from 'wxt/browser'

/** In storage.local: which PSA a host's pages are of, by its id; a script inside the page reads it without a token. */
export const hostPsasKey = 'hostPsas'
export type HostPsas = Record<string, string>

/** The PSA that a person enabled a host for; null = none. */
export async function psaAt(host: string): Promise<string | null> {
  const kept: unknown = (await browser.storage.local.get(hostPsasKey))[hostPsasKey]
  const psa = kept && Object.hasOwn(kept, host) ? (kept as HostPsas)[host] : null
  return typeof psa === 'string' ? psa : null
}
