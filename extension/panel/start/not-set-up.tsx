import { openSettings } from '../../places.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'

export function NotSetUp() {
  return (
    <Page>
      <Bar title="Sidelight" mark={<Mark />} />
      <Body>
        <EmptyState
          picture={<Mark size={64} />}
          title="Set up Sidelight"
          action={
            <Button kind="primary" onClick={() => openSettings('server')}>
              Open settings
            </Button>
          }
          note="It takes the address of your company’s Sidelight server, then your Microsoft account."
        >
          See who a ticket is about, whether they can sign in, and do what helps, beside the ticket.
        </EmptyState>
      </Body>
    </Page>
  )
}
