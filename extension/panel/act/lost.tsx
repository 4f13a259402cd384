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
  /** The server says that it never came: nothing was done. */
  neverCame: boolean
  ticket: TicketInfo | null
  onAskAgain: () => void
  onClose: () => void
}

/** Sent, and no answer came: say so, do not guess. */
export function Lost({ errand, error, neverCame, ticket, onAskAgain, onClose }: LostProps) {
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
        <Notice
          kind={neverCame ? 'warning' : 'danger'}
          title={neverCame ? i18n.t('panel.act.neverCame') : i18n.t('panel.act.itNotKnownWhetherIt')}
          requestId={error.requestId}
        >
          <p>{error.text}</p>
          <p>
            {neverCame
              ? i18n.t('panel.act.nothingWasDone')
              : i18n.t('panel.act.askingAgainBringsOutcomeNothing')}
          </p>
        </Notice>
      </Body>
      <Footer>
        <span class="push" />
        <Button onClick={onClose}>{i18n.t('panel.act.close')}</Button>
        <Button kind="primary" onClick={onAskAgain}>
          {neverCame ? i18n.t('panel.act.sendAgain') : i18n.t('panel.act.askAgain')}
        </Button>
      </Footer>
    </Page>
  )
}
