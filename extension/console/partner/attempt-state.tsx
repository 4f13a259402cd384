import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { problemSaid } from '../../error-said.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { ago, timeOfDay } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { woven } from '../../ui/woven.tsx'
import type { SignIn } from './use-sign-in.ts'

const dayMilliseconds = 24 * 3_600_000

/** What came to its end before this page was opened is told for a day. */
export function hasToTell(attempt: PartnerState['attempt'], { wasSeen }: SignIn): boolean {
  if (attempt?.state !== 'failed' && attempt?.state !== 'expired') return false
  return wasSeen || Date.now() - Date.parse(attempt.startedAt) < dayMilliseconds
}

/** How the sign-in stands that was begun last, by whomever; a connection that works is not touched by it. */
export function AttemptState({ partner, signIn }: { partner: PartnerState; signIn: SignIn }) {
  const { attempt } = partner
  const still = <GoesOn partner={partner} />
  if (attempt?.state === 'waiting')
    return (
      <Waiting attempt={attempt} isOwn={signIn.isOwn}>
        {still}
      </Waiting>
    )
  if (!attempt || !hasToTell(attempt, signIn)) return null
  if (attempt.state === 'expired')
    return (
      <Notice kind="warning" title={i18n.t('console.partner.nobodySignedIn')}>
        {i18n.t('console.partner.signInTooOld')} {still}
      </Notice>
    )
  const { problem } = attempt
  return (
    <Notice
      kind="danger"
      title={
        partner.state === 'none'
          ? i18n.t('console.partner.signInFailed')
          : i18n.t('console.partner.connectingAnewFailed')
      }
    >
      {problem && problemSaid(problem)} {still}
    </Notice>
  )
}

interface WaitingProps {
  attempt: NonNullable<PartnerState['attempt']>
  isOwn: boolean
  children: ComponentChildren
}
function Waiting({ attempt: { startedAt, expiresAt }, isOwn, children }: WaitingProps) {
  const now = useNow()
  const times = { ago: ago(startedAt, now), time: timeOfDay(expiresAt) }
  return (
    <div class="partner-waiting" role="status">
      <Spinner label={i18n.t('console.partner.waiting')} />
      <div class="row-text">
        <p class="notice-title">{i18n.t('console.partner.waitingForSignIn')}</p>
        <p>
          {isOwn
            ? i18n.t('console.partner.goesOnByItself', times)
            : i18n.t('console.partner.begunElsewhere', times)}{' '}
          {children}
        </p>
      </div>
    </div>
  )
}

/** Said where there is a connection that works. */
function GoesOn({ partner: { state, account } }: { partner: PartnerState }) {
  if (state !== 'connected' || !account) return null
  return (
    <>
      {woven(i18n.t('console.partner.connectionGoesOn', { account: '{account}' }), {
        account: <Foreign>{account}</Foreign>,
      })}
    </>
  )
}
