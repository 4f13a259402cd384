import { i18n } from '#i18n'
import type { ApiError } from '../../api-error.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { useEscape } from '../escape.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import type { Errand } from './errand.ts'
import { PersonLine } from './person-line.tsx'

interface LostProps {
  errand: Errand
  error: ApiError
  ticket: TicketInfo | null
  onAskAgain: () => void
  onClose: () => void
}

/** Sent, and no answer came: say so, do not guess. */
export function Lost({ errand, error, ticket, onAskAgain, onClose }: LostProps) {
  useEscape(onClose)
  return (
    <Page>
      <Bar
        title={i18n.t('panel.act.noAnswer')}
        subtitle={ticket ? i18n.t('panel.act.ticket', { number: ticket.number }) : undefined}
        onBack={onClose}
      />
      <Body>
        <PersonLine view={errand.view} />
        <Notice kind="danger" title={i18n.t('panel.act.itNotKnownWhetherIt')} requestId={error.requestId}>
          <p>{error.text}</p>
          <p>{i18n.t('panel.act.askingAgainBringsOutcomeNothing')}</p>
        </Notice>
      </Body>
      <Footer>
        <span class="push" />
        <Button onClick={onClose}>{i18n.t('panel.act.close')}</Button>
        <Button kind="primary" onClick={onAskAgain}>
          {i18n.t('panel.act.askAgain')}
        </Button>
      </Footer>
    </Page>
  )
}
