import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { downloadProductNames } from '../graph/product-names.ts'
import { productSourceOf, writeProducts } from '../store/products.ts'
import { csvRows } from './csv.ts'
import { ObjectId } from './parse-item.ts'

/** Linked from https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const published =
  'https://download.microsoft.com/download/e/3/e/e3e9faf2-f28b-490a-9ada-c6089a1fc5b0/Product%20names%20and%20service%20plan%20identifiers%20for%20licensing.csv'
const weekMs = 7 * 24 * 3_600_000
const longestName = 200

/** Reads Microsoft's product names once a week. What fails changes nothing and is tried again at the next tick. */
export async function refreshProductNames(deps: Deps): Promise<void> {
  const url = deps.env.PRODUCT_NAMES_URL?.trim() || published
  const source = await productSourceOf(deps, url)
  if (source && deps.now() - source.readAt < weekMs) return
  const found = await downloadProductNames(url, source?.etag ?? null)
  if (found === 'unchanged') return writeProducts(deps, [], { url, etag: source?.etag ?? null })
  const products = productsOf(found.text)
  if (products.length === 0) throw new AppError('graph.malformed', { detail: '(product names)' })
  await writeProducts(deps, products, { url, etag: found.etag })
}

/** One row a service plan, so a product stands in many; keyed by GUID, because part numbers repeat. */
export function productsOf(text: string): { skuId: string; name: string }[] {
  const [head = [], ...rows] = csvRows(text)
  const titles = head.map((title) => title.trim().toLowerCase())
  // A mark that was decoded as text may stand before the first title.
  const nameAt = titles.findIndex((title) => title.endsWith('product_display_name'))
  const idAt = titles.indexOf('guid')
  if (nameAt < 0 || idAt < 0) return []
  const names = new Map<string, string>()
  for (const row of rows) {
    const id = v.safeParse(ObjectId, row[idAt]?.trim())
    const name = row[nameAt]
      ?.replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, longestName)
    if (id.success && name && !names.has(id.output)) names.set(id.output, name)
  }
  return [...names].map(([skuId, name]) => ({ skuId, name }))
}
