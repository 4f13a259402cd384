import { i18n } from '#i18n'
import { kinds } from '../../plan/kinds.ts'
import { allPages } from '../all-pages.ts'
import type { HistoryFilter } from '../route.ts'

const heading = [
  i18n.t('console.history.timeUtc'),
  i18n.t('console.history.organisation'),
  i18n.t('console.history.tenantId'),
  i18n.t('console.history.change'),
  i18n.t('console.history.person'),
  i18n.t('console.history.signInName'),
  i18n.t('console.history.objectId'),
  i18n.t('console.history.contact'),
  i18n.t('console.history.field'),
  i18n.t('console.history.old'),
  i18n.t('console.history.new'),
  i18n.t('console.history.why'),
  i18n.t('console.history.outcome'),
  i18n.t('console.history.problem'),
  i18n.t('console.history.approvedBy'),
  i18n.t('console.history.undo'),
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
