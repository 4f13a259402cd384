import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
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
      title={isSignedIn ? i18n.t('options.signedIn') : i18n.t('options.signIn')}
      isDone={isSignedIn}
      waitsFor={session.state === 'notSetUp' ? i18n.t('options.afterServerSet') : null}
      summary={isSignedIn ? null : i18n.t('options.withYourOwnCompanysMicrosoft')}
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
        {i18n.t('options.signOut')}
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
        <Notice kind="info" title={i18n.t('options.youSignedOut')}>
          {why}
        </Notice>
      )}
      {failure && <ErrorNotice error={failure} what={i18n.t('options.youNotSignedIn')} />}
      <div class="buttons">
        <Button kind="primary" icon={icons.signIn} busy={isOpen} onClick={enter}>
          {i18n.t('options.signInWithMicrosoft')}
        </Button>
        {isOpen && <span class="quiet">{i18n.t('options.windowLoginMicrosoftonlineComOpen')}</span>}
      </div>
      <p class="quiet">{i18n.t('options.signInKeptUntilYou')}</p>
    </div>
  )
}
