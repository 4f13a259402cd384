import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { type ApiError, asApiError } from '../api-error.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { roleTitle } from '../role.ts'
import type { SessionState } from '../session.ts'
import { signIn, signOut } from '../sign-in.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Foreign } from '../ui/foreign.tsx'
import * as icons from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { Tag } from '../ui/tag.tsx'
import { StepCard } from './step-card.tsx'

/** Step 2: who is working here. */
export function SignIn({ number, session }: { number: number; session: SessionState }) {
  const isSignedIn = session.state === 'signedIn'
  return (
    <StepCard
      id="sign-in"
      number={number}
      title={isSignedIn ? 'Signed in' : 'Sign in'}
      isDone={isSignedIn}
      waitsFor={session.state === 'notSetUp' ? 'After the server is set.' : null}
      summary={isSignedIn ? null : 'With your own company’s Microsoft account.'}
    >
      {session.state === 'signedIn' && <SignedIn {...session.account} />}
      {session.state === 'signedOut' && <SignedOut why={session.why} />}
    </StepCard>
  )
}

function SignedIn({
  name,
  username,
  role,
}: {
  name: string
  username: string
  role: 'viewer' | 'technician' | 'admin'
}) {
  const client = useQueryClient()
  const leave = async () => {
    await signOut()
    client.clear()
  }
  return (
    <div class="signed-in">
      <Avatar name={name} />
      <span class="row-text">
        <Foreign class="row-title">{name}</Foreign>
        <Foreign class="row-note">{username}</Foreign>
      </span>
      <Tag tone="brand">{roleTitle(role)}</Tag>
      <Button icon={icons.signOut} onClick={leave}>
        Sign out
      </Button>
    </div>
  )
}

function SignedOut({ why }: { why: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const enter = async () => {
    setFailure(null)
    setOpen(true)
    try {
      await signIn()
    } catch (error) {
      setFailure(asApiError(error))
    } finally {
      setOpen(false)
    }
  }
  return (
    <div class="form">
      {why && !failure && (
        <Notice kind="info" title="You were signed out">
          {why}
        </Notice>
      )}
      {failure && <ErrorNotice error={failure} what="You are not signed in." />}
      <div class="buttons">
        <Button kind="primary" icon={icons.signIn} busy={isOpen} onClick={enter}>
          Sign in with Microsoft
        </Button>
        {isOpen && <span class="quiet">A window of login.microsoftonline.com is open.</span>}
      </div>
      <p class="quiet">
        The sign-in is kept until you close the browser or sign out. Pages you visit never see it.
      </p>
    </div>
  )
}
