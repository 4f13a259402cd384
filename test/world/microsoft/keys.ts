import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose'

export interface SigningKey {
  kid: string
  privateKey: CryptoKey
  publicKey: CryptoKey
  jwk: JWK
}

/** RSA keys are slow to make: worlds of one isolate share the first one, as all tenants share Microsoft's. */
let first: SigningKey | undefined

async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  return { kid: await calculateJwkThumbprint(jwk), privateKey, publicKey, jwk }
}

/** The keys that login.microsoftonline.com signs with; the last one is in use. */
export function createKeys() {
  let keys: SigningKey[] = []

  async function all(): Promise<SigningKey[]> {
    if (keys.length === 0) {
      const made = first ?? (await createSigningKey())
      first ??= made
      keys = [first]
    }
    return keys
  }

  async function current(): Promise<SigningKey> {
    const last = (await all()).at(-1)
    if (!last) throw new Error('There is always a signing key.')
    return last
  }

  return {
    all,
    current,
    /** A new key signs from now on; the old ones stay published unless `drop`. */
    async rotate({ drop = false } = {}): Promise<void> {
      const made = await createSigningKey()
      keys = drop ? [made] : [...(await all()), made]
    },
    async find(kid: string | undefined): Promise<SigningKey | undefined> {
      return (await all()).find((key) => key.kid === kid)
    },
    async publicPem(): Promise<string> {
      return exportSPKI((await current()).publicKey)
    },
    async publicJwk(): Promise<JWK> {
      const { jwk, kid } = await current()
      return { ...jwk, kid, use: 'sig', alg: 'RS256' }
    },
  }
}
export type Keys = ReturnType<typeof createKeys>
