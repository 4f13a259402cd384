import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { errorSaid, nextSaid } from '../error-said.ts'
import { useOff } from '../role.ts'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { momentOf } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'

/** What consenting once more mends. */
const mendedByConsent = [
  'tenant.consentMissing',
  'tenant.disconnected',
  'tenant.mfaNeeded',
  'tenant.notMember',
  'tenant.signInEnded',
]

const isMendedByConnecting = (code: string) => code.startsWith('partner.') || mendedByConsent.includes(code)

/** What is wrong with the tenant as a whole, and what is not set up. */
export function TenantNotices({ tenant, onConnect }: { tenant: TenantDetail; onConnect: () => void }) {
  const now = useNow()
  const off = useOff('tenants.connect')
  const { state, problem, operator, consentAgain } = tenant
  /** What the partner took in is mended there: nobody consents. */
  const byPartner = tenant.reachedBy === 'partner' && i18n.t('tenant.openCustomers')
  return (
    <>
      {problem && (
        <Notice
          kind={state === 'stopped' ? 'danger' : 'warning'}
          title={errorSaid(problem.code, problem.text)}
          actions={
            isMendedByConnecting(problem.code) &&
            !off && <LinkButton onClick={onConnect}>{byPartner || i18n.t('tenant.connectAgain')}</LinkButton>
          }
        >
          {[
            nextSaid(problem.code, problem.next),
            i18n.t('tenant.since', { time: momentOf(problem.since, now) }),
            stillHolds(tenant),
          ]
            .filter(Boolean)
            .join(' ')}
        </Notice>
      )}
      {consentAgain?.length > 0 && (
        <Notice
          kind="warning"
          title={i18n.t('tenant.versionNeedsMorePermissionsHere')}
          actions={
            !off && <LinkButton onClick={onConnect}>{byPartner || i18n.t('tenant.consentAgain')}</LinkButton>
          }
        >
          {i18n.t('tenant.everythingElseGoesOnCheck', {
            permissions: consentAgain.flatMap(({ permissions }) => permissions).join('; '),
          })}{' '}
          {off ?? ''}
        </Notice>
      )}
      {!operator && state === 'connected' && (
        <Notice
          kind="info"
          title={i18n.t('tenant.actionsOffForTenant')}
          actions={
            !off && <LinkButton onClick={onConnect}>{byPartner || i18n.t('tenant.addActions')}</LinkButton>
          }
        >
          {i18n.t('tenant.personsAndLicencesReadResetting')} {off ?? ''}
        </Notice>
      )}
    </>
  )
}

function stillHolds({ state, persons }: TenantDetail): string | null {
  return state === 'stopped' && persons > 0 ? i18n.t('tenant.whatReadBeforeStaysAs') : null
}
