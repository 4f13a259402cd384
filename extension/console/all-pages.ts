import type { ClientInput, Output } from '#shared/contract.ts'
import { call } from '../api.ts'
import type { PagedName } from '../query.ts'

/** Reads a list to its end. `onPage` hears of each page as it comes. */
export async function allPages<N extends PagedName>(
  name: N,
  input: ClientInput<N>,
  onPage: (page: Output<N>) => void = () => {},
): Promise<Output<N>[]> {
  const pages: Output<N>[] = []
  for (let after: string | null = null; ; ) {
    const page: Output<N> = await call(name, after === null ? input : { ...input, after })
    pages.push(page)
    onPage(page)
    const { next } = page as { next: string | null }
    // A page that leads to itself would be read for ever.
    if (next === null || next === after) return pages
    after = next
  }
}
