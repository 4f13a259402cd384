import { i18n } from '#i18n'
import { Foreign } from './foreign.tsx'
import { said } from './said.ts'

interface DiffProps {
  /** Null = blank. */
  fields: readonly { field: string; label: string; old: string | null; new: string | null }[]
}
/** Values before and after, by label. */
export function Diff({ fields }: DiffProps) {
  if (fields.length === 0) return null
  return (
    <dl class="diff">
      {fields.map((field) => (
        <div key={field.field}>
          <dt>{said(`field.${field.field}`, field.label)}</dt>
          <dd>
            <Old value={field.old} />
            <span class="diff-to">
              <span class="quiet" aria-hidden="true">
                →
              </span>
              <New value={field.new} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Old({ value }: { value: string | null }) {
  if (!value) return <em class="quiet">{i18n.t('ui.blank')}</em>
  return (
    <del class="diff-old">
      <span class="only-spoken">{i18n.t('ui.old')}</span>
      <Foreign>{value}</Foreign>
    </del>
  )
}

function New({ value }: { value: string | null }) {
  if (!value) return <em class="quiet">{i18n.t('ui.blank')}</em>
  return (
    <ins class="diff-new">
      <span class="only-spoken">{i18n.t('ui.new')}</span>
      <Foreign>{value}</Foreign>
    </ins>
  )
}
