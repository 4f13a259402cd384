/** D1 takes 2 MB a parameter; half of it, so that interactive reads do not queue behind one statement. */
const largestBytes = 1_000_000

/** Rows as JSON arrays of at most 1 MB each, for json_each. No rows, no chunk. */
export function jsonChunks(rows: readonly unknown[]): string[] {
  const encoder = new TextEncoder()
  const chunks: string[] = []
  let parts: string[] = []
  let bytes = 2
  for (const row of rows) {
    const json = JSON.stringify(row)
    const size = encoder.encode(json).byteLength + 1
    if (parts.length > 0 && bytes + size > largestBytes) {
      chunks.push(`[${parts.join(',')}]`)
      parts = []
      bytes = 2
    }
    parts.push(json)
    bytes += size
  }
  if (parts.length > 0) chunks.push(`[${parts.join(',')}]`)
  return chunks
}
