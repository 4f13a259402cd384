import { normal } from '../../../shared/psa/normal.ts'
import type { EntraUser } from '../../world/microsoft/directory/user.ts'
import type { World } from '../../world/world.ts'
import type { Answers } from './answers.ts'
import type { Held } from './ledger.ts'

/** A linked contact is inactive if its person is gone or blocked, else like its person but for what was kept. */
export function linksWrong({ microsoft }: World, all: readonly Answers[], held: Map<string, Held>): string[] {
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
