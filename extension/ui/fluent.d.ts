import type { HTMLAttributes, Ref } from 'preact'

/** The custom elements of @fluentui/web-components that ui wraps; nothing else uses them directly. */
interface FluentButton extends HTMLAttributes<HTMLElement> {
  ref?: Ref<HTMLElement>
  appearance?: 'primary' | 'outline' | 'subtle' | 'transparent'
  size?: 'small' | 'medium' | 'large'
  type?: 'button' | 'submit'
  disabled?: boolean
  'disabled-focusable'?: boolean
  'icon-only'?: boolean
}
interface FluentTextInput extends Omit<HTMLAttributes<HTMLElement>, 'spellcheck'> {
  ref?: Ref<HTMLElement>
  value?: string
  type?: 'text' | 'password' | 'url' | 'email'
  placeholder?: string
  maxlength?: number
  autocomplete?: string
  disabled?: boolean
  required?: boolean
  /** As text: the control reads it as an attribute. */
  spellcheck?: 'true' | 'false'
}
interface FluentSwitch extends HTMLAttributes<HTMLElement> {
  ref?: Ref<HTMLElement>
  checked?: boolean
  disabled?: boolean
}
interface FluentProgress extends HTMLAttributes<HTMLElement> {
  value?: number
  max?: number
  'validation-state'?: 'success' | 'warning' | 'error'
}
interface FluentSpinner extends HTMLAttributes<HTMLElement> {
  size?: 'tiny' | 'extra-small' | 'small' | 'medium' | 'large'
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'fluent-button': FluentButton
      'fluent-text-input': FluentTextInput
      'fluent-switch': FluentSwitch
      'fluent-progress-bar': FluentProgress
      'fluent-spinner': FluentSpinner
    }
  }
}
