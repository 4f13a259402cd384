// Apart from the definition, because the script in Syncro's pages needs this alone.
export const suffixes = ['.shield.syncromsp.com', '.syncromsp.com']

/** A subdomain as DNS allows it; `shield` alone is a second domain of theirs, not an account. */
export function validAccount(name: string): string | null {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name) && name !== 'shield' ? name : null
}

export function accountOf(host: string): string | null {
  const lower = host.toLowerCase()
  const suffix = suffixes.find((end) => lower.endsWith(end))
  return suffix ? validAccount(lower.slice(0, -suffix.length)) : null
}
