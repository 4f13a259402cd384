import type { HistoryEntry, Output } from '../../../shared/contract.ts'
import type { Stage } from '../../world/stage.ts'
import { askProduct } from './answers.ts'
import { firstHour, secondHour } from './happenings.ts'
import { idleHour, passHour } from './hour.ts'
import type { Ledger } from './ledger.ts'
import type { Scene } from './scene.ts'

type Report = Scene['report']

/** An hour in which nothing happens, then two in which much does, in Microsoft and by hand in Syncro. */
export async function liveThroughHours(stage: Stage, report: Report, ledger: Ledger): Promise<void> {
  await idleHour(stage, report)
  for (const [index, happen] of [firstHour, secondHour].entries()) {
    const step = `Hour ${index + 1}`
    const known = await recordsOf(stage)
    happen(stage.world, ledger)
    await passHour(stage)
    const now = await recordsOf(stage)
    const told = now.filter(({ id }) => !known.some((record) => record.id === id))
    if (told.length === 0) throw new Error('An hour in which something happened shows no change.')
    for (const { words } of told) report(step, words)
  }
}

/** What the product has on record of changes in Entra, then of what it did in Syncro, oldest first. */
async function recordsOf(stage: Stage): Promise<{ id: string; words: string }[]> {
  const { tenants } = await stage.call('tenants.list', {})
  const changes = await Promise.all(tenants.map(({ id }) => stage.call('changes.list', { tenantId: id })))
  const done = (await askProduct(stage)).flatMap(({ history }) => history)
  return [
    ...changes
      .flatMap((answer) => answer.changes)
      .map((change) => ({ id: change.id, words: `in Entra   ${changeWords(change)}` })),
    ...done.map((entry) => ({ id: `${entry.planId} ${entry.id}`, words: `in Syncro  ${entryWords(entry)}` })),
  ]
}

type Change = Output<'changes.list'>['changes'][number]
const mostValues = 2
function changeWords({ displayName, kind, fields }: Change): string {
  const values = fields.slice(0, mostValues).map(({ label, ...both }) => valueWords(label, both))
  const more = fields.length - values.length
  return [`${displayName} ${kind}`, ...values, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function entryWords({
  organisationName,
  displayName,
  kind,
  fields,
  state,
  reason,
  problem,
}: HistoryEntry): string {
  const what = state === 'done' ? kind : `${kind} ${state}`
  const values = kind === 'create' ? [] : fields.map(({ label, ...both }) => valueWords(label, both))
  const why = state === 'done' ? [reason, problem ?? ''].join(' ').trim() : (problem ?? '')
  return `${organisationName}: ${displayName} ${what}; ${[...values, why].join('; ')}`
}

const valueWords = (label: string, { old, new: now }: { old: string | null; new: string | null }) =>
  `${label} ${old ?? 'blank'} → ${now ?? 'blank'}`
