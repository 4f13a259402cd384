/** Legal forms and signs say nothing about which company it is. */
const forms =
  /\b(ltd|limited|llc|inc|incorporated|gmbh|ag|plc|corp|corporation|co|company|bv|pty|sa|sarl|srl)\b/g

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .toLocaleLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(forms, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether two company names are the same but for legal form, signs and case. A suggestion, never a decision. */
export function isSameName(a: string, b: string): boolean {
  return plain(a) !== '' && plain(a) === plain(b)
}
