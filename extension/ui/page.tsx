import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { IconButton } from './button.tsx'
import * as icons from './icons.ts'

/** A surface: bar on top, one scrolling body, footer with the main action. */
export function Page({ children }: { children: ComponentChildren }) {
  return <div class="page">{children}</div>
}

interface BarProps {
  title: string
  subtitle?: string
  /** Where Esc and the arrow lead. */
  onBack?: () => void
  /** Takes the place of the arrow on a first screen. */
  mark?: ComponentChildren
  children?: ComponentChildren
}
/** Its heading takes the focus when a screen opens, so a screen reader says where one is. */
export function Bar({ title, subtitle, onBack, mark, children }: BarProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (onBack) heading.current?.focus()
  }, [title])
  return (
    <header class="bar-top">
      {onBack ? <IconButton icon={icons.back} label={i18n.t('ui.back')} onClick={onBack} /> : mark}
      <div class="bar-title">
        <h1 ref={heading} tabIndex={-1} title={title}>
          <bdi>{title}</bdi>
        </h1>
        {subtitle && (
          <p title={subtitle}>
            <bdi>{subtitle}</bdi>
          </p>
        )}
      </div>
      <div class="bar-tools">{children}</div>
    </header>
  )
}

interface BodyProps {
  children: ComponentChildren
  /** Where it was left, in px; it opens there. */
  scrolledTo?: number
  onScrolled?: (top: number) => void
}
export function Body({ children, scrolledTo = 0, onScrolled }: BodyProps) {
  const body = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (body.current && scrolledTo > 0) body.current.scrollTop = scrolledTo
  }, [])
  return (
    <main ref={body} class="body" onScroll={(event) => onScrolled?.(event.currentTarget.scrollTop)}>
      {children}
    </main>
  )
}

interface FooterProps {
  children: ComponentChildren
  /** Hatched: what stands above is the last known. */
  lastKnown?: boolean
}
export function Footer({ children, lastKnown = false }: FooterProps) {
  return <footer class={`footer ${lastKnown ? 'footer-past' : ''}`}>{children}</footer>
}

interface SectionProps {
  title: string
  aside?: ComponentChildren
  children: ComponentChildren
}
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section class="section">
      <div class="section-head">
        <h2>{title}</h2>
        {aside && <div class="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
