import '@fluentui/web-components/text-input.js'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'

interface TextInputProps {
  label: string
  /** The label is spoken but not shown (search). */
  labelHidden?: boolean
  value: string
  onInput: (value: string) => void
  type?: 'text' | 'password' | 'url'
  placeholder?: string
  maxLength?: number
  help?: string
  /** What is wrong, in words. */
  error?: string | null
  off?: boolean
  search?: boolean
  autofocus?: boolean
}

export function TextInput(props: TextInputProps) {
  const {
    label,
    labelHidden,
    value,
    onInput,
    type = 'text',
    placeholder,
    maxLength,
    help,
    error,
    off,
    search,
  } = props
  const host = useRef<HTMLElement>(null)
  const words = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => describeInner(host.current, words.current, !!error), [help, error])
  useLayoutEffect(() => {
    if (props.autofocus) host.current?.focus()
  }, [])
  return (
    <div class={`field ${error ? 'field-wrong' : ''}`}>
      <fluent-text-input
        ref={host}
        value={value}
        type={type}
        placeholder={placeholder}
        maxlength={maxLength}
        autocomplete="off"
        disabled={off}
        aria-label={labelHidden ? label : undefined}
        onInput={(event) => onInput((event.currentTarget as HTMLInputElement).value)}
      >
        {search && (
          <span slot="start">
            <Icon of={icons.search} />
          </span>
        )}
        {labelHidden ? <span class="only-spoken">{label}</span> : label}
      </fluent-text-input>
      {(error ?? help) && (
        <p ref={words} class={error ? 'field-error' : 'field-help'} role={error ? 'alert' : undefined}>
          {error && <Icon of={icons.danger} size={14} />}
          {error ?? help}
        </p>
      )}
    </div>
  )
}

/** The real input is in the control's shadow; its description stands outside, so it is tied by element. */
function describeInner(host: HTMLElement | null, words: HTMLElement | null, isWrong: boolean): void {
  const input = host?.shadowRoot?.querySelector('input')
  if (!input) return
  input.ariaInvalid = isWrong ? 'true' : null
  if ('ariaDescribedByElements' in input) input.ariaDescribedByElements = words ? [words] : null
}
