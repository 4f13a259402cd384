import { jsonChunks } from './json-chunks.ts'

/** A chunk of rows, and the keys that it speaks for: after `after`, up to and with `upTo`. */
interface Range {
  json: string
  after: string
  upTo: string
}

/** Object ids are hexadecimal: every one of them comes before this. */
const beyond = '~'

/**
 * Rows as JSON chunks in the order of their keys, without a gap between them: what a table holds in a chunk's range
 * and the chunk does not name is gone. So no statement is larger than a chunk, however many rows there are.
 */
export function idRanges<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Range[] {
  const sorted = [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const chunks = jsonChunks(sorted)
  let after = ''
  let at = 0
  const ranges = chunks.map((json, index) => {
    at += (JSON.parse(json) as unknown[]).length
    const last = sorted[at - 1]
    const upTo = index === chunks.length - 1 || last === undefined ? beyond : keyOf(last)
    const range = { json, after, upTo }
    after = upTo
    return range
  })
  return ranges.length > 0 ? ranges : [{ json: '[]', after: '', upTo: beyond }]
}
