import { i18n } from '#i18n'
import { openSettings } from '../../places.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'

export function NotSetUp() {
  return (
    <Page>
      <Bar title={i18n.t('panel.start.sidelight')} mark={<Mark />} />
      <Body>
        <EmptyState
          picture={<Mark size={64} />}
          title={i18n.t('panel.start.setUpSidelight')}
          action={
            <Button kind="primary" onClick={() => openSettings('server')}>
              {i18n.t('panel.start.openSettings')}
            </Button>
          }
          note={i18n.t('panel.start.itTakesAddressYourCompanys')}
        >
          {i18n.t('panel.start.seeWhoTicketAboutWhether')}
        </EmptyState>
      </Body>
    </Page>
  )
}
