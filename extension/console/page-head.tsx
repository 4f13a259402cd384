import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Foreign } from '../ui/foreign.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'

/** Whether this page was come to from another one of ours. */
export const MovedContext = createContext(false)

interface PageHeadProps {
  title: string
  /** Foreign text that ends the title. */
  name?: string
  /** The title is foreign text itself. */
  isForeign?: boolean
  crumbs?: { text: string; href: string }[]
  /** A tag beside the title. */
  state?: ComponentChildren
  text?: ComponentChildren
  /** Buttons. */
  tools?: ComponentChildren
}

/** The heading takes the focus when one comes from another page, so a screen reader says where one is. */
export function PageHead({ title, name, isForeign = false, crumbs = [], state, text, tools }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const hasMoved = useContext(MovedContext)
  useEffect(() => {
    if (hasMoved) heading.current?.focus()
  }, [])
  useEffect(() => {
    document.title = i18n.t('console.documentTitle', { value: name ? `${title} ${name}` : title })
  }, [title, name])
  return (
    <div class="page-head">
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} here={name ?? title} />}
      <div class="page-head-line">
        <div class="page-head-words">
          <div class="page-head-title">
            <h1 ref={heading} tabIndex={-1}>
              {isForeign ? <Foreign>{title}</Foreign> : title} {name && <Foreign>{name}</Foreign>}
            </h1>
            {state}
          </div>
          {text && <div class="page-head-text">{text}</div>}
        </div>
        {tools && <div class="buttons page-head-tools">{tools}</div>}
      </div>
    </div>
  )
}

function Crumbs({ crumbs, here }: Required<Pick<PageHeadProps, 'crumbs'>> & { here: string }) {
  return (
    <nav class="crumbs" aria-label={i18n.t('console.whereYou')}>
      {crumbs.map(({ text, href }) => (
        <span key={href}>
          <a href={href}>
            <Foreign>{text}</Foreign>
          </a>
          <Icon of={icons.chevronRight} size={14} />
        </span>
      ))}
      <Foreign>{here}</Foreign>
    </nav>
  )
}
