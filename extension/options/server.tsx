import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Policy } from '../policy.ts'
import { LinkButton } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { PolicyServer } from './policy-server.tsx'
import { ServerForm } from './server-form.tsx'
import { StepCard } from './step-card.tsx'

interface ServerProps {
  number: number
  address: string | null
  policy: Policy
}

/** Step 1: where the company's own Sidelight server answers. A policy may have taken it already. */
export function Server({ number, address, policy }: ServerProps) {
  const [isChanging, setChanging] = useState(false)
  if (policy.state === 'set') return <PolicyServer number={number} address={address} origin={policy.origin} />
  const isOpen = !address || isChanging
  return (
    <StepCard
      id="server"
      number={number}
      title={i18n.t('options.yourSidelightServer')}
      isDone={!!address}
      summary={address ?? i18n.t('options.yourCompanyRunsItsOwn')}
    >
      {policy.state === 'wrong' && (
        <Notice kind="warning" title={i18n.t('policy.wrongTitle')}>
          {[policy.why, i18n.t('policy.wrongNext')].join(' ')}
        </Notice>
      )}
      {isOpen ? (
        <ServerForm address={address} onDone={() => setChanging(false)} />
      ) : (
        <LinkButton onClick={() => setChanging(true)}>{i18n.t('options.changeServer')}</LinkButton>
      )}
    </StepCard>
  )
}
