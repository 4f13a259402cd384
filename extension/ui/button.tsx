import '@fluentui/web-components/button.js'
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { Spinner } from './spinner.tsx'

interface ButtonProps {
  children: ComponentChildren
  /** primary: the one main action · danger: the last confirmation of a destructive one */
  kind?: 'primary' | 'secondary' | 'subtle' | 'danger'
  size?: 'small' | 'medium'
  type?: 'button' | 'submit'
  icon?: string
  /** Why it cannot be used now: it stays readable and focusable and says so. */
  off?: string | null
  busy?: boolean
  /** Where the visible words do not say enough. */
  label?: string
  onClick?: () => void
}
const appearances = { primary: 'primary', danger: 'primary', secondary: 'outline', subtle: 'subtle' } as const

export function Button({
  children,
  kind = 'secondary',
  size = 'medium',
  type = 'button',
  ...rest
}: ButtonProps) {
  const { icon, off, busy = false, label, onClick } = rest
  const isOff = busy || !!off
  return (
    <fluent-button
      role="button"
      tabIndex={0}
      class={`button ${kind === 'danger' ? 'button-danger' : ''} ${off ? 'is-off' : ''}`}
      appearance={appearances[kind]}
      size={size}
      type={isOff ? 'button' : type}
      disabled-focusable={isOff}
      aria-disabled={isOff ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-label={label}
      title={off ?? undefined}
      aria-description={off ?? undefined}
      onClick={isOff ? undefined : onClick}
    >
      {busy ? (
        <span slot="start">{<Spinner />}</span>
      ) : (
        icon && <span slot="start">{<Icon of={icon} />}</span>
      )}
      {children}
    </fluent-button>
  )
}

interface IconButtonProps {
  icon: string
  label: string
  onClick: () => void
  pressed?: boolean
  small?: boolean
  /** Why it cannot be used now: it stays focusable and says so. */
  off?: string | null
}

/** A button that is an icon alone; its words are in its name and title. */
export function IconButton({ icon, label, onClick, pressed, small = false, off }: IconButtonProps) {
  return (
    <fluent-button
      role="button"
      tabIndex={0}
      class={`button ${off ? 'is-off' : ''}`}
      appearance="subtle"
      size={small ? 'small' : 'medium'}
      icon-only
      disabled-focusable={!!off}
      aria-disabled={off ? 'true' : undefined}
      aria-description={off ?? undefined}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={off ? undefined : onClick}
    >
      <Icon of={icon} size={small ? 16 : 20} />
    </fluent-button>
  )
}
