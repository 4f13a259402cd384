import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button, IconButton } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { woven } from '../../ui/woven.tsx'
import type { Decided, useDecisions } from './use-decisions.ts'

/** What was decided last, with the way back; it stays until the next one, and over the page, so nothing moves. */
export function UndoBar({ decisions }: { decisions: ReturnType<typeof useDecisions> }) {
  const { last, undo, isPending } = decisions
  useEffect(() => {
    if (!last) return
    const listen = (event: KeyboardEvent) => {
      const isTyping = document.activeElement?.closest('input[type=text], textarea, fluent-text-input')
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || isTyping) return
      event.preventDefault()
      undo()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [last, undo])
  return (
    <div class="undo-bar-place" role="status">
      {last && (
        <div class="undo-bar">
          <span class="undo-bar-words">
            {woven(done(last), { name: <Foreign>{last.review.displayName}</Foreign> })}
          </span>
          <Button size="small" icon={icons.undo} busy={isPending} onClick={undo}>
            {i18n.t('console.reviews.undo')}
          </Button>
          <kbd class="quiet">{i18n.t('console.reviews.ctrlZ')}</kbd>
          <IconButton
            icon={icons.close}
            small
            label={i18n.t('console.reviews.close')}
            onClick={decisions.forget}
          />
        </div>
      )}
    </div>
  )
}

function done({ choice, contactId }: Decided): string {
  if (choice === 'link')
    return i18n.t('console.reviews.willBeLinkedToContact', {
      name: '{name}',
      contact: isolate(contactId ?? ''),
    })
  return choice === 'create'
    ? i18n.t('console.reviews.getsNewContact', { name: '{name}' })
    : i18n.t('console.reviews.leftOut', { name: '{name}' })
}
