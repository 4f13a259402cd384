import type { Deps } from '../env.ts'
import { jsonChunks } from './json-chunks.ts'

/** When product names were last read from an address, milliseconds since 1970; null = never. */
export async function productSourceOf(deps: Deps, url: string) {
  return deps.env.DB.prepare('SELECT read_at AS readAt, etag FROM product_source WHERE url = ?1')
    .bind(url)
    .first<{ readAt: number; etag: string | null }>()
}

/** Adds and corrects names; the same ones are not written, and none is ever forgotten. */
export async function writeProducts(
  deps: Deps,
  products: { skuId: string; name: string }[],
  source: { url: string; etag: string | null },
): Promise<void> {
  const db = deps.env.DB
  const upserts = jsonChunks(products).map((json) =>
    db
      .prepare(
        `INSERT INTO product (sku_id, name) SELECT value->>'skuId', value->>'name' FROM json_each(?1) WHERE true
         ON CONFLICT (sku_id) DO UPDATE SET name = excluded.name WHERE name IS NOT excluded.name`,
      )
      .bind(json),
  )
  const read = db
    .prepare(
      `INSERT INTO product_source (url, read_at, etag) VALUES (?1, ?2, ?3)
       ON CONFLICT (url) DO UPDATE SET read_at = excluded.read_at, etag = excluded.etag`,
    )
    .bind(source.url, deps.now(), source.etag)
  await db.batch([...upserts, read])
}
