import type { PlanEntry } from '#shared/contract.ts'
import { EntryProblem, EntryState, KindWord } from '../../plan/entry-marks.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Diff } from '../../ui/diff.tsx'
import { Foreign } from '../../ui/foreign.tsx'

/** One person: what would change, old and new, and why. */
export function Entry({ entry, isRunning }: { entry: PlanEntry; isRunning: boolean }) {
  const { displayName, userPrincipalName, kind, fields, reason, problem } = entry
  return (
    <li class="entry">
      <div class="entry-head">
        <Avatar name={displayName} size={28} />
        <span class="row-text">
          <Foreign class="entry-name">{displayName}</Foreign>
          <Foreign class="quiet">{userPrincipalName}</Foreign>
        </span>
        {isRunning && kind !== 'review' ? <EntryState state={entry.state} /> : <KindWord kind={kind} />}
      </div>
      <Diff fields={fields} />
      <p class="quiet">{reason}</p>
      <EntryProblem problem={problem} />
    </li>
  )
}
