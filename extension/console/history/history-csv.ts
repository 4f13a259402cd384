import { kinds } from '../../plan/kinds.ts'
import { allPages } from '../all-pages.ts'
import type { HistoryFilter } from '../route.ts'

const heading = [
  'Time (UTC)',
  'Organisation',
  'Tenant id',
  'Change',
  'Person',
  'Sign-in name',
  'Object id',
  'Contact',
  'Field',
  'Old',
  'New',
  'Why',
  'Outcome',
  'Problem',
  'Approved by',
  'Undo',
]

/** One line a value, of all pages that the filter takes. */
export async function historyAsRows(
  filter: HistoryFilter,
  onRead: (count: number) => void,
): Promise<(string | null)[][]> {
  const pages = await allPages('history.list', filter, (page) => onRead(page.entries.length))
  const lines = pages.flatMap((page) =>
    page.entries.flatMap((entry) => {
      const fields = entry.fields.length > 0 ? entry.fields : [{ label: null, old: null, new: null }]
      return fields.map((field) => [
        entry.at,
        entry.organisationName,
        entry.tenantId,
        kinds[entry.kind].word,
        entry.displayName,
        entry.userPrincipalName,
        entry.personId,
        entry.contactId,
        field.label,
        field.old,
        field.new,
        entry.reason,
        entry.state,
        entry.problem,
        entry.by,
        entry.undo ? 'yes' : null,
      ])
    }),
  )
  return [heading, ...lines]
}
