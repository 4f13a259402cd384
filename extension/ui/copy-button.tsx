import { useEffect, useState } from 'preact/hooks'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface CopyButtonProps {
  value: string
  /** What is copied, e.g. "e-mail". */
  what: string
  children?: string
}

/** Copies a value and says so for two seconds. */
export function CopyButton({ value, what, children }: CopyButtonProps) {
  const [said, setSaid] = useState<'' | 'Copied' | 'Not copied'>('')
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(''), 2000)
    return () => clearTimeout(timer)
  }, [said])
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setSaid('Copied'),
      () => setSaid('Not copied'),
    )
  }
  return (
    <button
      type="button"
      class={children ? 'copy copy-worded' : 'copy'}
      title={`Copy ${what}`}
      onClick={copy}
    >
      <Icon of={said === 'Copied' ? icons.check : icons.copy} size={16} />
      <span class={children ? '' : 'only-spoken'}>
        {children && !said ? children : said || `Copy ${what}`}
      </span>
      <span role="status" class="only-spoken">
        {said}
      </span>
    </button>
  )
}
