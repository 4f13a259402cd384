import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { Sentences } from '../../ui/sentences.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useEscape } from '../../ui/use-escape.ts'

/** Forgets the account, after it was said what goes and what remains. */
export function DisconnectPartner() {
  const [isAsking, setAsking] = useState(false)
  const off = useOff('partner.disconnect')
  const place = useRef<HTMLDivElement>(null)
  const leave = () => {
    setAsking(false)
    place.current?.querySelector<HTMLElement>('[role=button]')?.focus()
  }
  return (
    <div ref={place} class="partner-end">
      <div class="buttons">
        <Button
          kind="subtle"
          icon={icons.unplugged}
          off={off ?? (isAsking ? i18n.t('console.partner.beingAsked') : null)}
          onClick={() => setAsking(true)}
        >
          {i18n.t('console.partner.disconnect')}
        </Button>
      </div>
      {isAsking && <Asked onLeave={leave} />}
    </div>
  )
}

function Asked({ onLeave }: { onLeave: () => void }) {
  const ahead = useRead('partner.disconnect', { dryRun: true })
  const end = useWrite('partner.disconnect', ['partner.get', 'partner.customers'])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEscape(onLeave, !end.isPending)
  return (
    <section class="surface surface-padded part" aria-label={i18n.t('console.partner.disconnectPartner')}>
      <h2 ref={heading} tabIndex={-1}>
        {i18n.t('console.partner.disconnectQuestion')}
      </h2>
      {ahead.error && (
        <ErrorNotice
          error={ahead.error}
          what={i18n.t('console.partner.whatWouldGoCouldNot')}
          onRetry={ahead.refetch}
        />
      )}
      {ahead.data ? (
        <div class="partner-halves">
          <Sentences title={i18n.t('console.partner.goes')} of={ahead.data.goes} />
          <Sentences title={i18n.t('console.partner.remains')} of={ahead.data.remains} />
        </div>
      ) : (
        !ahead.error && <Skeleton rows={3} label={i18n.t('console.partner.readingWhatWouldGo')} />
      )}
      {end.error && <ErrorNotice error={end.error} what={i18n.t('console.partner.notDisconnected')} />}
      <div class="buttons">
        <Button
          kind="danger"
          icon={icons.unplugged}
          busy={end.isPending}
          off={ahead.data ? null : i18n.t('console.partner.whatWouldGoStillBeing')}
          onClick={() => end.mutate({})}
        >
          {i18n.t('console.partner.disconnectPartner')}
        </Button>
        <Button onClick={onLeave}>{i18n.t('console.partner.cancel')}</Button>
      </div>
    </section>
  )
}
