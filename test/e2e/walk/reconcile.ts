import type { ActionState } from '../../../shared/contract.ts'
import type { DirectoryEntry } from '../../world/microsoft/directory/log.ts'
import type { Stage } from '../../world/stage.ts'
import { readCsv } from './read-csv.ts'

type Operation = DirectoryEntry['operation']

/** What an action, or a step of one, does to the directory: at least one of these. */
const operations: Record<string, Operation[]> = {
  'reset-password': ['Reset user password'],
  'temporary-access-pass': ['Create Temporary Access Pass'],
  'reset-mfa': ['Delete authentication method'],
  'remove-mfa-method': ['Delete authentication method'],
  'block-sign-in': ['Disable account'],
  'unblock-sign-in': ['Enable account'],
  'revoke-sessions': ['Revoke sessions'],
  'assign-licence': ['Change user license'],
  'swap-licence': ['Change user license'],
  'remove-licence': ['Change user license'],
  'reprocess-licences': ['Reprocess licenses'],
  'add-to-group': ['Add member to group'],
  'remove-from-group': ['Remove member from group'],
  'edit-profile': ['Update user'],
  'edit-phones': ['Update user'],
  'set-manager': ['Set manager'],
  'remove-manager': ['Remove manager'],
  'automatic-replies': ['Update mailbox settings'],
  'remove-inbox-rule': ['Delete inbox rule'],
  'create-person': ['Add user'],
  'restore-person': ['Restore user'],
  'delete-person': ['Delete user'],
  block: ['Disable account'],
  revoke: ['Revoke sessions'],
  reset: ['Reset user password'],
  methods: ['Delete authentication method'],
  rules: ['Delete inbox rule', 'Update inbox rule'],
  groups: ['Remove member from group'],
  licences: ['Change user license'],
  'End all sessions': ['Revoke sessions'],
}
/** Where there may be nothing to do, and that is no failure. */
const mayBeNothing = new Set(['methods', 'rules', 'groups', 'licences', 'reset-mfa'])
/** It only reads. */
const reads = new Set(['signIns', 'sign-ins'])

interface Part {
  name: string
  isDone: boolean
}
interface Told {
  actionId: string
  tenantId: string
  personId: string
  from: number
  until: number
  parts: Part[]
}

/**
 * The export of the record against the embedded Microsoft's own log: every change there has its row, every row that
 * says done its change. Answers how many of each; raises with what does not agree.
 */
export async function reconcile(stage: Stage): Promise<{ changes: number; rows: number }> {
  const told = await toldByRecord(stage)
  const log = [...stage.world.microsoft.tenants.values()].flatMap(({ id, directoryLog }) =>
    directoryLog.map((entry) => ({ ...entry, tenantId: id })),
  )
  const wrong = [
    ...log.filter((entry) => !told.some((one) => explains(one, entry))).map((entry) => ({ noRow: entry })),
    ...told.flatMap((one) =>
      one.parts
        .filter(({ isDone, name }) => isDone && !mayBeNothing.has(name) && !reads.has(name))
        .filter((part) => !log.some((entry) => explains({ ...one, parts: [part] }, entry)))
        .map(({ name }) => ({ noChange: name, actionId: one.actionId })),
    ),
  ]
  if (wrong.length > 0)
    throw new Error(`The record and Microsoft’s log do not agree:\n${JSON.stringify(wrong, null, 1)}`)
  return { changes: log.length, rows: told.length }
}

function explains(one: Told, entry: DirectoryEntry & { tenantId: string }): boolean {
  const at = Date.parse(entry.at)
  const isAbout = entry.userId === one.personId || entry.operation === 'Add user'
  const isThen = at >= one.from && at <= one.until
  return (
    entry.tenantId === one.tenantId &&
    isAbout &&
    isThen &&
    one.parts.some(({ name }) => operations[name]?.includes(entry.operation))
  )
}

async function toldByRecord(stage: Stage): Promise<Told[]> {
  const rows = await exportOf(stage)
  const ended = rows.filter(
    ({ outcome, action }) => !['started', 'refused'].includes(outcome ?? '') && action !== 'one-time-link',
  )
  return Promise.all(
    ended.map(async (row) => {
      const actionId = row['action id'] ?? ''
      const begun = rows.find((one) => one['action id'] === actionId && one.outcome === 'started')
      if (!begun) throw new Error(`Nothing says when ${actionId} was begun.`)
      const state = await stage.call('actions.get', { actionId })
      return {
        ...{ actionId, tenantId: row['tenant id'] ?? '', personId: row['person id'] ?? '' },
        ...{ from: Date.parse(begun.at ?? ''), until: Date.parse(row.at ?? '') },
        parts: partsOf(state, row.outcome === 'done'),
      }
    }),
  )
}

function partsOf({ action, steps }: ActionState, isDone: boolean): Part[] {
  const isInSteps = steps.some(({ id }) => id)
  if (!isInSteps) {
    const later = steps.slice(1).map(({ title, state }) => ({ name: title, isDone: state === 'done' }))
    return [{ name: action, isDone: isDone || steps[0]?.state === 'done' }, ...later]
  }
  return steps.flatMap(({ id, state, text, manual }) =>
    manual || text === 'Done before.' ? [] : [{ name: id ?? '', isDone: state === 'done' }],
  )
}

async function exportOf(stage: Stage): Promise<Record<string, string>[]> {
  let csv = ''
  for (let before: string | undefined; ; ) {
    const page: { csv: string; next: string | null } = await stage.call(
      'audit.export',
      before === undefined ? {} : { before },
    )
    csv += page.csv
    if (page.next === null) return readCsv(csv)
    before = page.next
  }
}
