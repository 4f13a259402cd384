import { Fragment } from 'preact'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Hit } from '../hit-row.tsx'
import { HitLine } from '../hit-row.tsx'
import type { PersonRef } from '../place.ts'
import { type HitSection, isSame } from './sections.ts'

interface ResultsProps {
  id: string
  sections: HitSection[]
  text: string
  /** Index over all sections. */
  active: number
  current: PersonRef | null
  isBehind: boolean
  onPick: (hit: Hit) => void
}
export const optionId = (listId: string, index: number) => `${listId}-${index}`

/** The focus stays in the search box; this only shows how far the arrows have come. */
export function Results({ id, sections, text, active, current, isBehind, onPick }: ResultsProps) {
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' })
  }, [active])
  let before = 0
  return (
    <div
      id={id}
      role="listbox"
      aria-label={i18n.t('panel.find.persons2')}
      class={`hits ${isBehind ? 'is-behind' : ''}`}
    >
      {sections.map(({ title, hits }) => {
        const start = before
        before += hits.length
        return (
          <Fragment key={title}>
            <p class="hits-title" aria-hidden="true">
              <bdi>{title}</bdi>
            </p>
            {hits.map((hit, index) => (
              <Option
                key={`${hit.tenantId}/${hit.personId}`}
                id={optionId(id, start + index)}
                hit={hit}
                text={text}
                isActive={start + index === active}
                isCurrent={isSame(hit, current)}
                onPick={() => onPick(hit)}
              />
            ))}
          </Fragment>
        )
      })}
    </div>
  )
}

interface OptionProps {
  id: string
  hit: Hit
  text: string
  isActive: boolean
  isCurrent: boolean
  onPick: () => void
}
function Option({ id, hit, text, isActive, isCurrent, onPick }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      class={`row hit ${isActive ? 'hit-active' : ''}`}
      aria-selected={isActive ? 'true' : 'false'}
      // Keeps the focus where one types.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      onKeyDown={(event) => event.key === 'Enter' && onPick()}
    >
      <HitLine hit={hit} text={text} isCurrent={isCurrent} />
    </div>
  )
}
