import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import type { DimensionName } from '#shared/sync/dimensions.ts'
import type { Dimension, Rule } from '#shared/sync/filter.ts'
import { Toggle } from '../ui/toggle.tsx'
import { type Choice, DimensionEditor } from './dimension-editor.tsx'

type Preview = Output<'rules.preview'>
interface RuleEditorProps {
  rule: Rule
  /** What exists in the tenant, and what the rule names that does not; undefined = not known yet. */
  preview: Preview | undefined
  /** Why it cannot be changed, or null. */
  off: string | null
  onChange: (rule: Rule) => void
}
const nothing: Dimension = { include: [], exclude: [] }
/** The values are Microsoft's, in every language. */
const userTypes: Choice[] = [
  { value: 'Member', name: i18n.t('rule.member') },
  { value: 'Guest', name: i18n.t('rule.guest') },
]

const dimensions: { name: DimensionName; label: string; choices(preview: Preview): Choice[] }[] = [
  { name: 'userType', label: i18n.t('rule.userType'), choices: () => userTypes },
  { name: 'department', label: i18n.t('rule.department'), choices: ({ departments }) => departments },
  { name: 'office', label: i18n.t('rule.office'), choices: ({ offices }) => offices },
  { name: 'domain', label: i18n.t('rule.domain'), choices: ({ domains }) => domains },
  { name: 'group', label: i18n.t('rule.group'), choices: ({ groups }) => groups },
  { name: 'licence', label: i18n.t('rule.licence'), choices: ({ licences }) => licences },
]

/** Every dimension must take a person; within one, any value does, and what is left out wins. */
export function RuleEditor({ rule, preview, off, onChange }: RuleEditorProps) {
  return (
    <section class="rule" aria-label={i18n.t('rule.rule')}>
      {dimensions.map(({ name, label, choices }) => (
        <DimensionEditor
          key={name}
          label={label}
          dimension={rule[name] ?? nothing}
          choices={preview ? choices(preview) : []}
          warnings={preview?.warnings.filter(({ dimension }) => dimension === name) ?? []}
          off={!!off}
          onChange={(dimension) => onChange({ ...rule, [name]: dimension })}
        />
      ))}
      <Toggle
        label={i18n.t('rule.onlyAccountsCanSignIn')}
        checked={rule.enabled === 'enabledOnly'}
        off={!!off}
        onChange={(checked) => onChange({ ...rule, enabled: checked ? 'enabledOnly' : 'all' })}
      />
    </section>
  )
}
