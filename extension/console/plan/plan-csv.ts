import { i18n } from '#i18n'
import type { PlanEntry } from '#shared/contract.ts'
import { ApiError } from '../../api-error.ts'
import { kinds } from '../../plan/kinds.ts'
import { allPages } from '../all-pages.ts'

type Rows = (string | null)[][]
type OnRead = (count: number) => void
const heading = [
  i18n.t('console.plan.change'),
  i18n.t('console.plan.person'),
  i18n.t('console.plan.signInName'),
  i18n.t('console.plan.objectId'),
  i18n.t('console.plan.contact'),
  i18n.t('console.plan.field'),
  i18n.t('console.plan.old'),
  i18n.t('console.plan.new'),
  i18n.t('console.plan.why'),
]
const tries = 3

/**
 * One line a value; a change without values has one line, too. All pages are of one plan: when a newer one comes
 * meanwhile, it is read from its beginning. Raises extension.planChanged when that never ends.
 */
export async function changesAsRows(mappingId: string, onRead: OnRead): Promise<Rows> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const pages = await allPages('plans.get', { mappingId }, (page) => onRead(page.entries.length))
    if (pages.every(({ id }) => id === pages[0]?.id)) {
      return [
        [...heading, i18n.t('console.plan.state'), i18n.t('console.plan.problem')],
        ...pages.flatMap((page) => page.entries.flatMap(linesOf)),
      ]
    }
  }
  throw new ApiError('extension.planChanged')
}

function linesOf(entry: PlanEntry): Rows {
  const { kind, displayName, userPrincipalName, personId, contactId, reason, state, problem } = entry
  const fields = entry.fields.length > 0 ? entry.fields : [{ label: null, old: null, new: null }]
  return fields.map((field) => [
    kinds[kind].word,
    displayName,
    userPrincipalName,
    personId,
    contactId,
    field.label,
    field.old,
    field.new,
    reason,
    state,
    problem,
  ])
}

export async function untouchedAsRows(mappingId: string, onRead: OnRead): Promise<Rows> {
  const pages = await allPages('plans.untouched', { mappingId }, (page) => onRead(page.persons.length))
  const persons = pages.flatMap((page) => page.persons)
  return [
    [
      i18n.t('console.plan.person'),
      i18n.t('console.plan.signInName'),
      i18n.t('console.plan.objectId'),
      i18n.t('console.plan.contact'),
      i18n.t('console.plan.why'),
    ],
    ...persons.map((person) => [
      person.displayName,
      person.userPrincipalName,
      person.personId,
      person.contactId,
      person.reason,
    ]),
  ]
}
