import type { Dimension, Rule } from '#shared/sync/filter.ts'
import { Toggle } from '../../ui/toggle.tsx'
import { DimensionEditor } from './dimension-editor.tsx'

interface RuleEditorProps {
  rule: Rule
  /** Values that exist in the tenant, with how many persons have them. */
  departments: { value: string; count: number }[]
  /** Why it cannot be changed, or null. */
  off: string | null
  onChange: (rule: Rule) => void
}
const userTypes = [{ value: 'Member' }, { value: 'Guest' }]

/** Every dimension must take a person; within one, any value does, and what is left out wins. */
export function RuleEditor({ rule, departments, off, onChange }: RuleEditorProps) {
  const set = (name: 'userType' | 'department') => (dimension: Dimension) =>
    onChange({ ...rule, [name]: dimension })
  return (
    <section class="rule" aria-label="Rule">
      <DimensionEditor
        label="User type"
        dimension={rule.userType}
        values={userTypes}
        off={!!off}
        onChange={set('userType')}
      />
      <DimensionEditor
        label="Department"
        dimension={rule.department}
        values={departments}
        off={!!off}
        onChange={set('department')}
      />
      <Toggle
        label="Only accounts that can sign in"
        checked={rule.enabled === 'enabledOnly'}
        off={!!off}
        onChange={(checked) => onChange({ ...rule, enabled: checked ? 'enabledOnly' : 'all' })}
      />
    </section>
  )
}
