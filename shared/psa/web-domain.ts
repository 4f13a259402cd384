/** The domain of a web address as people type it, lower-case and without www, as a list of none or one. */
export function webDomains(address: string | null): string[] {
  const host = (address ?? '')
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#:].*$/s, '')
    .replace(/^www\./, '')
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? [host] : []
}
