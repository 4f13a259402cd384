import { browser } from 'wxt/browser'

/** The name of a message: the browser allows letters, digits and `_` in it. */
const nameOf = (id: string) => id.replaceAll(/[^A-Za-z0-9]/g, '_')

/**
 * Text that `shared/` declares in English, in the language of the browser: a language's file may have an entry of
 * that id, e.g. `action.block_sign_in.title`. Without one the English stands.
 */
export function said(id: string, english: string): string {
  // WXT types the names that every extension has; other languages add names that en.yml does not have.
  return (browser.i18n.getMessage as (name: string) => string)(nameOf(id)) || english
}
