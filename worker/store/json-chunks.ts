/** D1 takes 2,000,000 bytes a parameter; half of it keeps a statement short for those who wait behind it. */
const maxBytes = 1_000_000
const encoder = new TextEncoder()

/** Items as JSON arrays of at most 1 MB each, in order: one parameter for json_each. An item larger than that goes alone. */
export function chunksOfJson(items: readonly unknown[]): string[] {
  const chunks: string[] = []
  let parts: string[] = []
  let bytes = 2
  for (const item of items) {
    const part = JSON.stringify(item)
    const size = encoder.encode(part).byteLength + 1
    if (parts.length > 0 && bytes + size > maxBytes) {
      chunks.push(`[${parts.join(',')}]`)
      parts = []
      bytes = 2
    }
    parts.push(part)
    bytes += size
  }
  if (parts.length > 0) chunks.push(`[${parts.join(',')}]`)
  return chunks
}
