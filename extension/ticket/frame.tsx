import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Foreign } from '../ui/foreign.tsx'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import type { FocusWish } from './overlay.tsx'

interface FrameProps {
  /** Avatar or icon. */
  picture: ComponentChildren
  title: string
  about: string | null
  tags?: ComponentChildren
  children?: ComponentChildren
  footer: ComponentChildren
  onCollapse: () => void
  focus: FocusWish
}

/** The open card: who, what is known, how old it is. */
export function Frame({ picture, title, about, tags, children, footer, onCollapse, focus }: FrameProps) {
  return (
    <section class="card" aria-label={i18n.t('ticket.sidelight')}>
      <header class="card-head">
        {picture}
        <div class="card-who">
          <h2>
            <Foreign>{title}</Foreign>
          </h2>
          {about && (
            <p>
              <Foreign>{about}</Foreign>
            </p>
          )}
        </div>
        <FoldButton focus={focus} onClick={onCollapse} />
      </header>
      {tags && <div class="tags">{tags}</div>}
      {children}
      <footer class="card-foot">{footer}</footer>
    </section>
  )
}

function FoldButton({ focus, onClick }: { focus: FocusWish; onClick: () => void }) {
  const button = useFocus<HTMLButtonElement>(focus)
  return (
    <button
      ref={button}
      type="button"
      class="fold"
      aria-expanded="true"
      title={i18n.t('ticket.fold')}
      onClick={onClick}
    >
      <Icon of={icons.chevronDown} label={i18n.t('ticket.fold')} />
    </button>
  )
}

interface PillProps {
  picture: ComponentChildren
  title: string
  state: { icon?: string; tone: Tone; word: string }
  onExpand: () => void
  focus: FocusWish
}

/** The folded card: one line, one state. */
export function Pill({ picture, title, state, onExpand, focus }: PillProps) {
  const button = useFocus<HTMLButtonElement>(focus)
  return (
    <button ref={button} type="button" class="pill" aria-expanded="false" onClick={onExpand}>
      {picture}
      <Foreign class="pill-title">{title}</Foreign>
      <span class={`pill-state tone-${state.tone}`}>
        {state.icon && <Icon of={state.icon} size={16} />}
        {state.word}
      </span>
      <span class="upwards">
        <Icon of={icons.chevronDown} size={16} />
      </span>
    </button>
  )
}

function useFocus<E extends HTMLElement>(wish: FocusWish) {
  const element = useRef<E>(null)
  useEffect(() => {
    if (wish.current) element.current?.focus()
    wish.current = false
  }, [])
  return element
}
