import type { TenantDetail } from '#shared/contract.ts'
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

/** What is wrong with the tenant as a whole, and what is not set up. */
export function TenantNotices({ tenant, onConnect }: { tenant: TenantDetail; onConnect: () => void }) {
  const now = useNow()
  const off = useOff('tenants.connect')
  const { state, problem, operator, consentAgain } = tenant
  return (
    <>
      {problem && (
        <Notice
          kind={state === 'stopped' ? 'danger' : 'warning'}
          title={problem.text}
          actions={
            mendedByConsent.includes(problem.code) &&
            !off && <LinkButton onClick={onConnect}>Connect again</LinkButton>
          }
        >
          {[problem.next, `Since ${momentOf(problem.since, now)}.`, stillHolds(tenant)]
            .filter(Boolean)
            .join(' ')}
        </Notice>
      )}
      {consentAgain?.length > 0 && (
        <Notice
          kind="warning"
          title="This version needs more permissions here"
          actions={!off && <LinkButton onClick={onConnect}>Consent again</LinkButton>}
        >
          {consentAgain.flatMap(({ permissions }) => permissions).join('; ')}. Everything else goes on. Check
          first that the application’s registration asks for them. {off ?? ''}
        </Notice>
      )}
      {!operator && state === 'connected' && (
        <Notice
          kind="info"
          title="Actions are off for this tenant"
          actions={!off && <LinkButton onClick={onConnect}>Add actions</LinkButton>}
        >
          Persons and licences are read. Resetting passwords, blocking sign-in and ending sessions need one
          more consent. {off ?? ''}
        </Notice>
      )}
    </>
  )
}

function stillHolds({ state, persons }: TenantDetail): string | null {
  return state === 'stopped' && persons > 0
    ? 'What was read before stays as it is, and nothing is removed.'
    : null
}
