import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { joinForeign } from '../../ui/join-foreign.ts'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import type { Choice } from './use-choice.ts'
import type { Work } from './use-work.ts'

interface TroublesProps {
  choice: Choice
  work: Work
  nameOf: (tenantId: string) => string
  /** All were begun after all. */
  onDone: () => void
}

/**
 * Who was not taken in, and why: above the list, as it may be long, and with the focus, as it may be far from what was
 * pressed.
 */
export function TakeInTroubles({ choice, work, nameOf, onDone }: TroublesProps) {
  const place = useRef<HTMLDivElement>(null)
  const { onboard, left, strangers } = work
  useEffect(() => {
    if (onboard.error) place.current?.focus()
  }, [onboard.error])
  if (!onboard.error && strangers.length === 0) return null
  const count = choice.chosen.length
  const isOfChoice = left.tenantIds.some(choice.has)
  const again = async () => {
    const isDone = await (isOfChoice ? work.takeIn(choice.chosen) : work.takeIn(left.tenantIds, left.apps))
    if (isDone) onDone()
  }
  return (
    <div ref={place} tabIndex={-1} class="customers-troubles">
      {onboard.error && (
        <ErrorNotice
          error={onboard.error}
          what={i18n.t('console.customers.notBegunFor')}
          still={
            count > 0 ? i18n.t('console.customers.stayChosen', count, { count: countText(count) }) : undefined
          }
          onRetry={again}
        />
      )}
      {strangers.length > 0 && (
        <Notice
          kind="warning"
          title={i18n.t('console.customers.strangers', strangers.length, {
            count: countText(strangers.length),
          })}
        >
          {joinForeign(strangers.map(nameOf))}
        </Notice>
      )}
    </div>
  )
}
