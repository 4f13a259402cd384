import { i18n } from '#i18n'
import type { ActionPolicy } from '#shared/action-policy.ts'
import type { Output } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { momentInFull } from '../../ui/time.ts'

type Change = Output<'actions.policy'>['changes'][number]

/** Who has set what, newest first. */
export function PolicyChanges({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <section class="surface surface-padded part">
      <h2>{i18n.t('console.policy.changes')}</h2>
      <ul class="policy-changes">
        {changes.map(({ id, at, actorName, policy }) => (
          <li key={id}>
            <span>{saidOf(policy)}</span>
            <span class="quiet">
              <Foreign>{actorName}</Foreign> · <time dateTime={at}>{momentInFull(at)}</time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function saidOf({ verifyCaller, needsTicket, needsReason, quotas }: ActionPolicy): string {
  const asked = [
    verifyCaller && i18n.t('console.policy.verify'),
    needsTicket && i18n.t('console.policy.ticket'),
    needsReason && i18n.t('console.policy.reason'),
    quotas.any !== null && `${i18n.t('console.policy.quotaAny')}: ${quotas.any}`,
    quotas.credential !== null && `${i18n.t('console.policy.quotaCredential')}: ${quotas.credential}`,
    quotas.destructive !== null && `${i18n.t('console.policy.quotaDestructive')}: ${quotas.destructive}`,
  ].filter((words) => words !== false)
  return asked.length > 0 ? asked.join(' · ') : i18n.t('console.policy.nothingAsked')
}
