import { AppError } from '#shared/errors.ts'
import type { PsaApi, PsaOrganisation } from '#shared/psa/api.ts'
import { writtenName } from '#shared/sync/same-name.ts'

/** A search that goes on after so many pages has no end. */
const mostPages = 200

/** Every organisation of exactly that name but for case and spaces; the PSA's search finds more than that. */
export async function calledThat(api: PsaApi, name: string): Promise<PsaOrganisation[]> {
  const found = new Map<string, PsaOrganisation>()
  let page: string | null = null
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { items, next }: Awaited<ReturnType<PsaApi['organisations']>> = await api.organisations(name, page)
    for (const one of items) if (writtenName(one.name) === writtenName(name)) found.set(one.id, one)
    if (next === null) return [...found.values()]
    page = next
  }
  throw new AppError('psa.malformed', { detail: 'The list of organisations does not end.' })
}
