import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { problemSaid } from '../../error-said.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { AttemptState, hasToTell } from './attempt-state.tsx'
import type { SignIn } from './use-sign-in.ts'

interface SignInPartProps {
  partner: PartnerState
  signIn: SignIn
  kind: 'primary' | 'secondary'
}
/** The button that leads to Microsoft, or why there is none; above it what became of the last sign-in. */
export function SignInPart({ partner, signIn, kind }: SignInPartProps) {
  const off = useOff('partner.begin')
  const { setUp } = partner
  return (
    <>
      <AttemptState partner={partner} signIn={signIn} />
      {signIn.error && <ErrorNotice error={signIn.error} what={i18n.t('console.partner.signInNotBegun')} />}
      {setUp ? (
        <Notice kind="warning" title={i18n.t('console.partner.setUpLacks')}>
          {problemSaid(setUp)}
        </Notice>
      ) : (
        <div class="buttons">
          <Button
            kind={signIn.isWaiting ? 'secondary' : kind}
            icon={icons.open}
            busy={signIn.isBusy}
            off={off}
            onClick={signIn.open}
          >
            {wordOf(partner, signIn)}
          </Button>
        </div>
      )}
    </>
  )
}

function wordOf({ state, attempt }: PartnerState, signIn: SignIn): string {
  if (signIn.isWaiting)
    return signIn.isOwn ? i18n.t('console.partner.openAgain') : i18n.t('console.partner.beginAnother')
  if (hasToTell(attempt, signIn)) return i18n.t('console.partner.tryAgain')
  return state === 'none' ? i18n.t('console.partner.connect') : i18n.t('console.partner.connectAnew')
}
