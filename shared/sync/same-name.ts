/** Legal forms and signs say nothing about which company it is. */
const forms =
  /\b(ltd|limited|llc|inc|incorporated|gmbh|ag|plc|corp|corporation|co|company|bv|pty|sa|sarl|srl)\b/g

/** A company's name without legal form, signs, accents and case; '' = nothing is left of it. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(forms, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether two company names are the same but for legal form, signs and case. A suggestion, never a decision. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) !== '' && plainName(a) === plainName(b)
}

/** A name as it is written but for case and spaces: what a PSA would call a second one of the same name. */
export const writtenName = (name: string): string =>
  name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()

/** A foreign name as it is written into a PSA: what turns a line round or breaks it is left out, and is no name alone. */
export const cleanName = (name: string): string =>
  name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
