import type { Stage } from '../../world/stage.ts'
import { type Answers, askProduct } from './answers.ts'
import { compare } from './compare.ts'
import { type Counts, countsOf } from './counts.ts'
import type { Ledger } from './ledger.ts'
import type { Scene } from './scene.ts'

type Report = Scene['report']

/**
 * Prints what became of each organisation's contacts, as the product tells it. Raises where the embedded Syncro holds
 * anything else. Answers the counts by the organisation's name.
 */
export async function sumUp(stage: Stage, report: Report, ledger: Ledger): Promise<Record<string, Counts>> {
  const all = await askProduct(stage)
  const byName: Record<string, Counts> = {}
  for (const answers of all) {
    const counts = countsOf(answers, all)
    byName[answers.mapping.organisationName] = counts
    report('Summary', `${answers.mapping.organisationName}: ${words(counts)}`)
    for (const line of details(answers)) report('', line)
    report('', contactWords(stage, answers))
  }
  await agree(stage, report, ledger)
  return byName
}

/** Raises where the embedded Syncro holds anything else than the product tells. */
export async function agree(stage: Stage, report: Report, ledger: Ledger): Promise<void> {
  const wrong = compare(stage.world, ledger, await askProduct(stage))
  if (wrong.length > 0) throw new Error(`The product and Syncro do not agree:\n${wrong.join('\n')}`)
  report(
    'Compared',
    'contact by contact, value by value, line by line: Syncro holds exactly that, and nothing else',
  )
}

const words = ({ created, linked, updated, moved, left, deactivated, reactivated, kept, review }: Counts) =>
  [
    `${created} created`,
    `${linked} linked`,
    `${updated} updated`,
    `${moved} moved here`,
    `${left} moved away`,
    `${deactivated} deactivated`,
    `${reactivated} reactivated`,
    `${kept} kept as typed`,
    `${review} left for review`,
  ].join(', ')

function details({ kept, reviews }: Answers): string[] {
  return [
    ...kept.map(({ displayName, field }) => `kept: the ${field} of ${displayName}, typed by hand`),
    ...reviews.map(({ displayName, reason }) => `to review: ${displayName}; ${reason}`),
  ]
}

/** As the embedded Syncro has them, not the product. */
function contactWords({ world }: Stage, { mapping }: Answers): string {
  const contacts = world.syncro.account().contactsOf(Number(mapping.organisationId))
  const names = contacts.map(({ name, notes }) =>
    notes?.includes('[Sidelight]') ? `${name} (inactive)` : name,
  )
  return `in Syncro: ${contacts.length} contacts: ${names.sort().join(', ')}`
}
