import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { openSettings } from '../../places.ts'
import { signIn } from '../../sign-in.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { useServerHost } from '../server-host.ts'

interface SignedOutProps {
  /** Why the session ended, in words. */
  why: string | null
  hasTicket: boolean
}

export function SignedOut({ why, hasTicket }: SignedOutProps) {
  const { isOpen, error, start } = useSignIn()
  const host = useServerHost()
  return (
    <Page>
      <Bar title={i18n.t('panel.start.sidelight')} mark={<Mark />} />
      <Body>
        <EmptyState
          picture={<Mark size={64} />}
          title={hasTicket ? i18n.t('panel.start.signInToSeeWho') : i18n.t('panel.start.signInToBegin')}
          action={
            <Button kind="primary" icon={icons.signIn} busy={isOpen} onClick={start}>
              {isOpen ? i18n.t('panel.start.waitingForMicrosoft') : i18n.t('panel.start.signInWithMicrosoft')}
            </Button>
          }
          note={i18n.t('panel.start.opensWindowLoginMicrosoftonlineCom')}
        >
          {why ?? i18n.t('panel.start.useAccountYourOwnCompany')}
        </EmptyState>
        {error !== null && (
          <ErrorNotice error={error} what={i18n.t('panel.start.youNotSignedIn')} onRetry={start} />
        )}
      </Body>
      {host && (
        <Footer>
          <span class="quiet">{host}</span>
          <span class="push">
            <LinkButton onClick={() => openSettings('server')}>{i18n.t('panel.start.change')}</LinkButton>
          </span>
        </Footer>
      )}
    </Page>
  )
}

/** A closed window is a decision: nothing is said about it. */
function useSignIn() {
  const [isOpen, setIsOpen] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const start = async () => {
    setIsOpen(true)
    setError(null)
    try {
      await signIn()
    } catch (failed) {
      setError(failed)
    }
    setIsOpen(false)
  }
  return { isOpen, error, start }
}
