import type { Fields } from '../field.ts'

/** What a PSA is: identity, hosts, and the credentials that connect an account of it. */
export interface PsaDefinition {
  /** The folder's name. */
  id: string
  name: string
  /** The credentials form. Exactly the fields of kind `secret` are sealed. */
  credentials: Fields
  /** What the API key must be allowed to do, in the PSA's own words. */
  keyPermissions: readonly string[]
  /** The account a host name belongs to (Syncro: the subdomain), or null if the host is not of this PSA. */
  accountOf(host: string): string | null
  /** Host names whose pages belong to an account; the first one is the one to offer. */
  hostsOf(account: string): string[]
  /** The account meant by filled-in credentials, or null when it is not a valid address. */
  accountFrom(credentials: Record<string, string>): string | null
}
