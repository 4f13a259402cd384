import type { HistoryEntry } from '#shared/contract.ts'
import { EntryProblem, EntryState, KindWord } from '../../plan/entry-marks.tsx'
import { Diff } from '../../ui/diff.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { Tag } from '../../ui/tag.tsx'
import { dateOf, timeOfDay } from '../../ui/time.ts'
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
        {undo && <Tag icon={icons.undo}>Undone</Tag>}
        {contactId && (
          <a
            class="link entry-contact"
            href={hashOf({ screen: 'history', filter: { mappingId: entry.mappingId, contactId } })}
          >
            Contact <Foreign>{contactId}</Foreign>
          </a>
        )}
      </span>
      <div class="entry-values">
        <Diff fields={fields} />
        {fields.length === 0 && <span class="quiet">No value changed.</span>}
      </div>
      <div class="entry-why">
        <p>{reason}</p>
        <EntryProblem problem={problem} />
        <p class="quiet entry-when">
          <time dateTime={at} title={at}>
            {dateOf(at)}, {timeOfDay(at)}
          </time>
          <Foreign>{organisationName}</Foreign>
          {by ? (
            <span>
              Approved by <Foreign>{by}</Foreign>
            </span>
          ) : (
            <span>By itself, under the first approval</span>
          )}
        </p>
      </div>
    </li>
  )
}
