import type { Fields } from '../field.ts'
import type { TypedAddress } from './address.ts'

/** What a PSA is: identity, hosts, and the credentials that connect an account of it. */
export interface PsaDefinition {
  /** The folder's name. */
  id: string
  name: string
  /** The credentials form. All of it is sealed. */
  credentials: Fields
  /** What the API key must be allowed to do, in the PSA's own words. */
  keyPermissions: readonly string[]
  /** What this PSA cannot do, in words, for the settings page. */
  cannot: readonly string[]
  /**
   * The account a host name belongs to (Syncro: the subdomain), or null if the host is not of this PSA. Where anyone
   * may host the PSA, hosts are known only from what was connected: then it is absent.
   */
  accountOf?(host: string): string | null
  /** Host names whose pages belong to an account; the first one is the one to offer. */
  hostsOf(account: string): string[]
  /**
   * The account meant by filled-in credentials, or null when it is no valid address. `parse` reads a typed address
   * (with or without https://) and refuses what no request may go to.
   */
  accountFrom(
    credentials: Record<string, string>,
    parse: (typed: string) => TypedAddress | null,
  ): string | null
}
