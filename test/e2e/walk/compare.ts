import { isDeepStrictEqual } from 'node:util'
import type { World } from '../../world/world.ts'
import type { Answers } from './answers.ts'
import { countsOf } from './counts.ts'
import { type Held, heldBy, type Ledger } from './ledger.ts'
import { linksWrong } from './like-microsoft.ts'

/** Everything in which the product's answers and the embedded Syncro do not agree, in words; empty = they do. */
export function compare(world: World, ledger: Ledger, all: readonly Answers[]): string[] {
  const held = heldBy(world.syncro.account())
  return [
    ...contactsWrong(ledger, all, held),
    ...linksWrong(world, all, held),
    ...all.flatMap((answers) => countsWrong(ledger, answers, all, held)),
    ...all.flatMap((answers) => reviewsWrong(world, answers, held)),
    ...createdWrong(world, all),
  ]
}

/** History and what was typed by hand, replayed over what stood there at first: it must come to what stands there now. */
function contactsWrong(ledger: Ledger, all: readonly Answers[], held: Map<string, Held>): string[] {
  const organisations = new Map(
    all.map(({ mapping: { id, organisationId } }) => [id, Number(organisationId)]),
  )
  const history = all.flatMap((answers) => answers.history)
  const expected = ledger.expected(history, (mappingId) => organisations.get(mappingId) ?? 0)
  return [...new Set([...expected.keys(), ...held.keys()])].flatMap((id) => {
    const [said, is] = [expected.get(id), held.get(id)]
    return isDeepStrictEqual(said, is)
      ? []
      : [`Contact ${id} is ${JSON.stringify(is)}, and history comes to ${JSON.stringify(said)}.`]
  })
}

function countsWrong(
  ledger: Ledger,
  answers: Answers,
  all: readonly Answers[],
  held: Map<string, Held>,
): string[] {
  const { organisationId, organisationName, linked, inactive, waiting, failed } = answers.mapping
  const here = (contacts: ReadonlyMap<string, Held>) =>
    [...contacts.values()].filter((contact) => contact.organisationId === Number(organisationId))
  const counts = countsOf(answers, all)
  const { created, moved, left, deactivated, reactivated } = counts
  const pairs = {
    contacts: [here(ledger.first).length + created + moved - left, here(held).length],
    'inactive contacts': [deactivated - reactivated, here(held).filter((contact) => contact.inactive).length],
    'links, as the mapping has them': [created + counts.linked + moved - left, linked],
    'inactive contacts, as the mapping has them': [deactivated - reactivated, inactive],
    'changes that are waiting or were refused': [0, waiting + failed],
  }
  return Object.entries(pairs).flatMap(([what, [said, is]]) =>
    said === is ? [] : [`${organisationName}: ${said} ${what} by history, ${is} in fact.`],
  )
}

/** A review names every contact that has the person's address, and the person has none of them. */
function reviewsWrong(
  { microsoft }: World,
  { mapping, reviews }: Answers,
  held: Map<string, Held>,
): string[] {
  return reviews.flatMap(({ tenantId, personId, displayName, candidates }) => {
    const address = microsoft.tenant(tenantId).user(personId).mail?.toLowerCase()
    const rivals = [...held]
      .filter(([, { organisationId }]) => organisationId === Number(mapping.organisationId))
      .filter(([, { values }]) => values.email?.toLowerCase() === address)
    const ids = rivals.map(([id]) => id).sort()
    return isDeepStrictEqual(candidates.map(({ id }) => id).sort(), ids)
      ? []
      : [`The review of ${displayName} does not name the contacts ${ids.join(', ')}.`]
  })
}

/** Nothing was created twice: as many requests as there are records. */
function createdWrong({ syncro }: World, all: readonly Answers[]): string[] {
  const { log } = syncro.account()
  const posts = log.filter(({ method, path }) => method === 'POST' && path === '/contacts').length
  const records = all.reduce((sum, answers) => sum + countsOf(answers, all).created, 0)
  return posts === records ? [] : [`${posts} contacts were created by requests, ${records} by history.`]
}
