import { storage } from '@wxt-dev/storage'
import { i18n } from '#i18n'
import { readAddress } from './server-address.ts'
import { isolate } from './ui/isolate.ts'

/** What an administrator has set for the browsers of the company: docs/policy.md, public/managed-schema.json. */
export type Policy =
  | { state: 'none' }
  | { state: 'set'; origin: string }
  /** A sentence for the administrator: which value, and what is wrong with it. */
  | { state: 'wrong'; why: string }

/** Not a defined item: that one reads at once, and Firefox refuses to read where no policy names the extension. */
const key = 'managed:serverAddress'

export async function readPolicy(): Promise<Policy> {
  const value: unknown = await storage.getItem<unknown>(key).catch(() => null)
  if (value === null) return { state: 'none' }
  if (typeof value !== 'string') return wrong(JSON.stringify(value), i18n.t('policy.notText'))
  const read = readAddress(value)
  return 'wrong' in read ? wrong(value, read.wrong) : { state: 'set', origin: read.origin }
}

/**
 * Calls back when an administrator has changed the policy. Chrome and Edge tell at once, Firefox reads policies when it
 * starts: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/managed
 */
export function watchPolicy(changed: () => void): () => void {
  return storage.watch(key, changed)
}

function wrong(value: string, why: string): Policy {
  return { state: 'wrong', why: i18n.t('policy.wrong', { value: isolate(value), why }) }
}
