/**
 * Syncro's contacts have no inactive flag, and its description documents `notes` in their bodies: so a line of ours there,
 * which a technician sees, says that a contact is inactive. Everything else in the notes is somebody's and stays.
 */
const start = '[Sidelight] Inactive since '
const ours = /^\[Sidelight\] Inactive since [^\r\n]*(?:\r?\n)?/gm
const longestReason = 200

export const isMarked = (notes: string): boolean => notes.search(ours) >= 0

/** `day` is yyyy-mm-dd; `why` is foreign text and becomes one line. */
export function marked(notes: string, why: string, day: string): string {
  const reason = [...why.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, longestReason).join('')
  const line = `${start}${day}${reason ? `: ${reason}` : ''}`
  const rest = unmarked(notes)
  return rest === '' ? line : `${line}\n${rest}`
}

export function unmarked(notes: string): string {
  return notes.replace(ours, '')
}
