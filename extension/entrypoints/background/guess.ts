import { i18n } from '#i18n'
import type { Nobody, PersonHit } from '#shared/contract.ts'
import type { ShownContact } from '#shared/psa/page.ts'
import { call } from '../../api.ts'
import { isolate } from '../../ui/isolate.ts'

export interface Guess {
  hit: PersonHit
  /** A sentence. */
  because: string
}

/**
 * Who may be meant where the ticket system led to nobody: whom the page shows, else the only person of the contact's
 * name. Only somebody of the organisation's own tenants: for others a choice could not be kept.
 */
export async function guessFor(
  answer: Nobody,
  host: string,
  shown: ShownContact | null,
): Promise<Guess | null> {
  const { why, organisation, candidates } = answer
  if (!organisation?.mapped || why === 'ambiguous') return null
  const known = answer.contact?.email?.toLowerCase()
  if (shown?.email && shown.email !== known) {
    const { organisationId } = organisation
    const { tenants } = await call('organisations.resolve', { host, organisationId })
    const hit = await onlyAt(shown.email, (tenantId) => tenants.some(({ id }) => id === tenantId))
    if (hit) return { hit, because: fromPage(hit, shown.email) }
  }
  const [only, ...others] = candidates
  if (!only || others.length > 0) return null
  const because = i18n.t('background.thereOnePersonNameIn', {
    text: answer.text,
    tenantName: isolate(only.tenantName),
    reason: only.reason,
  })
  return { hit: only, because }
}

/** The ticket system does not answer, so what the page shows is all there is: one person with that very address. */
export async function guessFromPage(shown: ShownContact | null): Promise<Guess | null> {
  if (!shown?.email) return null
  const hit = await onlyAt(shown.email, () => true)
  return (
    hit && { hit, because: i18n.t('background.ticketSystemDidNotSay', { why: fromPage(hit, shown.email) }) }
  )
}

const fromPage = ({ tenantName }: PersonHit, email: string) =>
  i18n.t('background.pageNamesWhichSomebodysAddress', {
    email: isolate(email),
    tenantName: isolate(tenantName),
  })

async function onlyAt(email: string, isWithin: (tenantId: string) => boolean): Promise<PersonHit | null> {
  const { persons } = await call('persons.search', { text: email })
  const [only, ...others] = persons.filter(
    ({ mail, userPrincipalName, tenantId }) =>
      [mail, userPrincipalName].some((address) => address?.toLowerCase() === email) && isWithin(tenantId),
  )
  return only && others.length === 0 ? only : null
}
