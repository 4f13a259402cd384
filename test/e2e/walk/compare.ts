import { isDeepStrictEqual } from 'node:util'
import { normal } from '../../../shared/psa/normal.ts'
import type { EntraUser } from '../../world/microsoft/directory/user.ts'
import type { World } from '../../world/world.ts'
import type { Answers } from './answers.ts'
import { countsOf } from './counts.ts'
import { type Held, heldBy, type Ledger } from './ledger.ts'

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

/** A linked contact is inactive if its person is gone or blocked, else like its person but for what was kept. */
function linksWrong({ microsoft }: World, all: readonly Answers[], held: Map<string, Held>): string[] {
  const kept = new Set(
    all.flatMap((answers) => answers.kept).map(({ contactId, field }) => `${contactId} ${field}`),
  )
  return [...linksOf(all)].flatMap(([contactId, { tenantId, personId }]) => {
    const user = microsoft.tenant(tenantId).users.get(personId)
    const contact = held.get(contactId)
    if (!contact) return [`Contact ${contactId} is linked and does not exist.`]
    const isGone = !user?.accountEnabled
    if (isGone !== contact.inactive)
      return [`Contact ${contactId} is ${contact.inactive ? 'inactive' : 'active'}, its person is not.`]
    return isGone ? [] : valuesWrong(user, contactId, contact, kept)
  })
}

/** The person of each contact, by the newest record. */
function linksOf(all: readonly Answers[]): Map<string, { tenantId: string; personId: string }> {
  const done = all.flatMap(({ history }) => history).filter(({ state }) => state === 'done')
  return new Map(done.map(({ contactId, tenantId, personId }) => [contactId ?? '', { tenantId, personId }]))
}

function valuesWrong(
  { displayName, mail, businessPhones, mobilePhone, jobTitle }: EntraUser,
  contactId: string,
  { values }: Held,
  kept: ReadonlySet<string>,
): string[] {
  const person = {
    name: displayName,
    email: mail,
    phone: businessPhones?.[0],
    mobile: mobilePhone,
    title: jobTitle,
  }
  return Object.entries(person).flatMap(([name, wanted]) => {
    const field = name as keyof typeof person
    const differs = !!wanted && normal(field, wanted) !== normal(field, values[field] ?? '')
    return differs === kept.has(`${contactId} ${field}`)
      ? []
      : [
          `Contact ${contactId} has ${field} ${values[field]}, Entra ${wanted}: ${differs ? 'not ' : ''}told as kept.`,
        ]
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
