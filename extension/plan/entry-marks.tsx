import { i18n } from '#i18n'
import type { PlanEntry } from '#shared/contract.ts'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Spinner } from '../ui/spinner.tsx'
import { Tag } from '../ui/tag.tsx'
import { type Kind, kinds } from './kinds.ts'

/** What would happen to a person's contact. */
export function KindWord({ kind }: { kind: Kind }) {
  const { icon, tone, word } = kinds[kind]
  return (
    <span class="entry-kind">
      <Icon of={icon} size={16} tone={tone} /> {word}
    </span>
  )
}

/** How far it is, once approved. */
export function EntryState({ state }: { state: PlanEntry['state'] }) {
  switch (state) {
    case 'done':
      return (
        <Tag tone="success" icon={icons.done}>
          {i18n.t('plan.written')}
        </Tag>
      )
    case 'failed':
      return (
        <Tag tone="danger" icon={icons.danger}>
          {i18n.t('plan.refused')}
        </Tag>
      )
    case 'sending':
      return (
        <span class="entry-kind">
          <Spinner /> {i18n.t('plan.beingWritten')}
        </span>
      )
    case 'skipped':
      return <Tag icon={icons.subtract}>{i18n.t('plan.skipped')}</Tag>
    default:
      return <Tag icon={icons.clock}>{i18n.t('plan.waiting')}</Tag>
  }
}

/** Why the PSA refused it. */
export function EntryProblem({ problem }: { problem: string | null }) {
  if (!problem) return null
  return (
    <p class="entry-problem">
      <Icon of={icons.danger} size={14} tone="danger" label={i18n.t('plan.problem')} /> {problem}
    </p>
  )
}
