import { i18n } from '#i18n'
import type { HistoryEntry } from '#shared/contract.ts'
import { EntryProblem, EntryState, KindWord } from '../../plan/entry-marks.tsx'
import { Diff } from '../../ui/diff.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { Tag } from '../../ui/tag.tsx'
import { momentInFull } from '../../ui/time.ts'
import { woven } from '../../ui/woven.tsx'
import { PersonName } from '../person-name.tsx'
import { hashOf, historyOf } from '../route.ts'

/** One thing that was done to a contact, or was not. */
export function HistoryLine({ entry }: { entry: HistoryEntry }) {
  const { at, kind, state, fields, reason, problem, by, undo, contactId, organisationName } = entry
  return (
    <li class="entry-line">
      <PersonName person={entry} href={historyOf(entry.tenantId, entry.personId)} />
      <span class="entry-what">
        <KindWord kind={kind} />
        <EntryState state={state} />
        {undo && <Tag icon={icons.undo}>{i18n.t('console.history.undone')}</Tag>}
        {contactId && (
          <a
            class="link entry-contact"
            href={hashOf({ screen: 'history', filter: { mappingId: entry.mappingId, contactId } })}
          >
            {woven(i18n.t('console.history.contact2', { id: '{id}' }), {
              id: <Foreign>{contactId}</Foreign>,
            })}
          </a>
        )}
      </span>
      <div class="entry-values">
        <Diff fields={fields} />
        {fields.length === 0 && <span class="quiet">{i18n.t('console.history.noValueChanged')}</span>}
      </div>
      <div class="entry-why">
        <p>{reason}</p>
        <EntryProblem problem={problem} />
        <p class="quiet entry-when">
          <time dateTime={at} title={at}>
            {momentInFull(at)}
          </time>
          <Foreign>{organisationName}</Foreign>
          {by ? (
            <span>
              {woven(i18n.t('console.history.approvedBy2', { name: '{name}' }), {
                name: <Foreign>{by}</Foreign>,
              })}
            </span>
          ) : (
            <span>{i18n.t('console.history.byItselfUnderFirstApproval')}</span>
          )}
        </p>
      </div>
    </li>
  )
}
