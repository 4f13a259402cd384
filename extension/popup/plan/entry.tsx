import type { PlanEntry } from '#shared/contract.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag } from '../../ui/tag.tsx'
import { kinds } from './kinds.ts'

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
      {fields.length > 0 && (
        <dl class="diff">
          {fields.map((field) => (
            <div key={field.field}>
              <dt>{field.label}</dt>
              <dd>
                <Old value={field.old} /> <New value={field.new} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="quiet">{reason}</p>
      {problem && (
        <p class="entry-problem">
          <Icon of={icons.danger} size={14} tone="danger" label="Problem" /> {problem}
        </p>
      )}
    </li>
  )
}

function KindWord({ kind }: { kind: PlanEntry['kind'] }) {
  const { icon, tone, word } = kinds[kind]
  return (
    <span class="entry-kind">
      <Icon of={icon} size={16} tone={tone} /> {word}
    </span>
  )
}

function Old({ value }: { value: string | null }) {
  if (!value) return <em class="quiet">blank</em>
  return (
    <del class="diff-old">
      <span class="only-spoken">Old:</span>
      <Foreign>{value}</Foreign>
    </del>
  )
}

function New({ value }: { value: string | null }) {
  if (!value) return <em class="quiet">blank</em>
  return (
    <ins class="diff-new">
      <span class="only-spoken">New:</span>
      <Foreign>{value}</Foreign>
    </ins>
  )
}

function EntryState({ state }: { state: PlanEntry['state'] }) {
  switch (state) {
    case 'done':
      return (
        <Tag tone="success" icon={icons.done}>
          Written
        </Tag>
      )
    case 'failed':
      return (
        <Tag tone="danger" icon={icons.danger}>
          Refused
        </Tag>
      )
    case 'sending':
      return (
        <span class="entry-kind">
          <Spinner /> Being written
        </span>
      )
    case 'skipped':
      return <Tag icon={icons.subtract}>Skipped</Tag>
    default:
      return <Tag icon={icons.clock}>Waiting</Tag>
  }
}
