import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../ui/button.tsx'
import { countText } from '../ui/number.ts'

interface MoreButtonProps {
  shown: number
  /** Null = that was all. */
  more: (() => unknown) | null
  busy: boolean
}
/** The end of a list: how many stand there, and more of them. */
export function MoreButton({ shown, more, busy }: MoreButtonProps) {
  const end = useRef<HTMLSpanElement>(null)
  const isAll = more === null
  const wasAll = useRef(isAll)
  useEffect(() => {
    // The button goes with the last page, and the focus with it.
    const isLost = isAll && !wasAll.current && document.activeElement === document.body
    wasAll.current = isAll
    if (isLost) end.current?.focus()
  }, [isAll])
  return (
    <div class="lines-end">
      {more && (
        <Button busy={busy} onClick={() => more()}>
          {i18n.t('console.loadMore')}
        </Button>
      )}
      <span ref={end} tabIndex={-1} class="quiet" role="status">
        {more
          ? i18n.t('console.firstShown', { shown: countText(shown) })
          : i18n.t('console.allShown', { shown: countText(shown) })}
      </span>
    </div>
  )
}
