import { useState } from 'preact/hooks'
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
      <Bar title="Sidelight" mark={<Mark />} />
      <Body>
        <EmptyState
          picture={<Mark size={64} />}
          title={hasTicket ? 'Sign in to see who this is about' : 'Sign in to begin'}
          action={
            <Button kind="primary" icon={icons.signIn} busy={isOpen} onClick={start}>
              {isOpen ? 'Waiting for Microsoft' : 'Sign in with Microsoft'}
            </Button>
          }
          note="Opens a window of login.microsoftonline.com and comes back here. Nothing of a former session is kept."
        >
          {why ?? 'Use the account of your own company.'}
        </EmptyState>
        {error !== null && <ErrorNotice error={error} what="You are not signed in." onRetry={start} />}
      </Body>
      {host && (
        <Footer>
          <span class="quiet">{host}</span>
          <span class="push">
            <LinkButton onClick={() => openSettings('server')}>Change</LinkButton>
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
