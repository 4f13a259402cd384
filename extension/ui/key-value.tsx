import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { CopyButton } from './copy-button.tsx'
import { Foreign } from './foreign.tsx'

/** Rows of facts: a definition list. */
export function KeyValues({ children }: { children: ComponentChildren }) {
  return <dl class="key-values">{children}</dl>
}

interface KeyValueProps {
  label: string
  /** null = Microsoft or the PSA does not say. */
  value: string | null
  copy?: boolean
  /** What stands there when there is no value. */
  blank?: string
}
export function KeyValue({ label, value, copy = false, blank = i18n.t('ui.notSet') }: KeyValueProps) {
  return (
    <div class="key-value">
      <dt>{label}</dt>
      <dd>
        {value ? <Foreign>{value}</Foreign> : <span class="blank">{blank}</span>}
        {value && copy && <CopyButton value={value} what={label.toLowerCase()} />}
      </dd>
    </div>
  )
}
