import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface CopyButtonProps {
  value: string
  /** What is copied, e.g. "e-mail". */
  what: string
  children?: string
}

type Outcome = '' | 'copied' | 'failed'
const words: Record<Outcome, string> = { '': '', copied: i18n.t('ui.copied'), failed: i18n.t('ui.notCopied') }

/** Copies a value and says so for two seconds. */
export function CopyButton({ value, what, children }: CopyButtonProps) {
  const [said, setSaid] = useState<Outcome>('')
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(''), 2000)
    return () => clearTimeout(timer)
  }, [said])
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setSaid('copied'),
      () => setSaid('failed'),
    )
  }
  return (
    <button
      type="button"
      class={children ? 'copy copy-worded' : 'copy'}
      title={i18n.t('ui.copy', { what })}
      onClick={copy}
    >
      <Icon of={said === 'copied' ? icons.check : icons.copy} size={16} />
      <span class={children ? '' : 'only-spoken'}>
        {words[said] || (children ?? i18n.t('ui.copy', { what }))}
      </span>
      <span role="status" class="only-spoken">
        {words[said]}
      </span>
    </button>
  )
}
