import type { HistoryEntry, Mapping, Review } from '../../../shared/contract.ts'
import { labelOf } from '../../../shared/sync/contact-fields.ts'
import type { Stage } from '../../world/stage.ts'
import { valueFields } from './ledger.ts'

/** A value that was typed by hand and that the product says it kept. */
interface Kept {
  contactId: string
  displayName: string
  field: string
}

/** What the product answers about one organisation. */
export interface Answers {
  mapping: Mapping
  /** Oldest first */
  history: HistoryEntry[]
  reviews: Review[]
  kept: Kept[]
}

/** Of every mapping, as a client of the API gets them. */
export async function askProduct(stage: Stage): Promise<Answers[]> {
  const { tenants } = await stage.call('tenants.list', {})
  return Promise.all(tenants.flatMap(({ mappings }) => mappings).map((mapping) => ask(stage, mapping)))
}

async function ask(stage: Stage, mapping: Mapping): Promise<Answers> {
  const history = await historyOf(stage, mapping.id)
  const { reviews } = await stage.call('reviews.list', { mappingId: mapping.id })
  return { mapping, history, reviews, kept: keptOf(history) }
}

async function historyOf(stage: Stage, mappingId: string): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  let after: string | undefined
  do {
    const page = await stage.call('history.list', { mappingId, ...(after ? { after } : {}) })
    entries.push(...page.entries)
    after = page.next ?? undefined
  } while (after)
  return entries.reverse()
}

/** What is kept stands in words, in the reason or in what was said while writing: "Name, Phone edited by hand and kept." */
function keptOf(history: readonly HistoryEntry[]): Kept[] {
  const all = new Map<string, Kept>()
  for (const { contactId, displayName, reason, problem } of history) {
    const told = `${reason} ${problem ?? ''}`.matchAll(/([^.]+) (?:edited|entered) by hand and kept\./g)
    for (const [, labels = ''] of told) {
      for (const label of labels.split(',')) {
        const kept = { contactId: contactId ?? '', displayName, field: fieldCalled(label.trim()) }
        all.set(`${kept.contactId} ${kept.field}`, kept)
      }
    }
  }
  return [...all.values()]
}

function fieldCalled(label: string): string {
  const field = valueFields.find((name) => labelOf({ specs: [] }, name) === label)
  if (!field) throw new Error(`The product kept a field that nobody knows: ${label}.`)
  return field
}
