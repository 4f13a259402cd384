import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import type { AccountProblem } from './account.ts'

export function Problem({ problem }: { problem: AccountProblem }) {
  const icon = { info: icons.info, warning: icons.warning, danger: icons.danger }[problem.tone]
  return (
    <div class={`notice notice-${problem.tone}`}>
      <Icon of={icon} tone={problem.tone === 'info' ? 'neutral' : problem.tone} />
      <div class="notice-text">
        <p class="notice-title">{problem.title}</p>
        <p class="notice-body">{problem.text}</p>
      </div>
    </div>
  )
}
