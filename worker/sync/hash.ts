/** SHA-256 of a value's JSON, shortened to 128 bits: two rows of a tenant do not meet by chance. */
export async function hashOf(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value)))
  const bytes = new Uint8Array(digest).subarray(0, 16)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
