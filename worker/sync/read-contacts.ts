import { AppError } from '#shared/errors.ts'
import type { Contact, PsaApi } from '#shared/psa/api.ts'

/** Every contact of an organisation, each once. A page that fails fails the whole: half a list is no list. */
export async function readContacts(
  api: Pick<PsaApi, 'contacts'>,
  organisationId: string,
  beforePage: () => Promise<void> = async () => {},
): Promise<Contact[]> {
  const found = new Map<string, Contact>()
  const asked = new Set<string>()
  for (let page: string | null = null; ; ) {
    await beforePage()
    const { items, next }: Awaited<ReturnType<PsaApi['contacts']>> = await api.contacts(organisationId, page)
    for (const contact of items) found.set(contact.id, contact)
    if (next === null) return [...found.values()]
    if (asked.has(next)) throw new AppError('psa.malformed', { detail: 'The list of contacts does not end.' })
    asked.add(next)
    page = next
  }
}
