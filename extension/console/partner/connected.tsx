import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { errorSaid, nextSaid } from '../../error-said.ts'
import { KeyValue, KeyValues } from '../../ui/key-value.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ago, dateOf, momentInFull, momentOf } from '../../ui/time.ts'
import { useNow } from '../../ui/use-now.ts'
import { hasToTell } from './attempt-state.tsx'
import { CustomersRead } from './customers-read.tsx'
import { DisconnectPartner } from './disconnect.tsx'
import { News } from './news.tsx'
import { Permissions } from './permissions.tsx'
import { Roles } from './roles.tsx'
import { SignInPart } from './sign-in-part.tsx'
import { ToCustomers } from './to-customers.tsx'
import type { SignIn } from './use-sign-in.ts'

interface ConnectedProps {
  partner: PartnerState
  signIn: SignIn
  /** It came about while this page was looking on. */
  isNew: boolean
}
/** The account, whether it still works, and the customers that it brought. */
export function Connected({ partner, signIn, isNew }: ConnectedProps) {
  const isFailing = partner.state === 'failing'
  const isOver = isFailing || signIn.isWaiting || hasToTell(partner.attempt, signIn)
  const isNews = isNew && !isOver
  return (
    <>
      {isNews && (
        <News>
          <Notice
            kind="success"
            title={i18n.t('console.partner.nowConnected')}
            actions={<ToCustomers isPrimary />}
          >
            {i18n.t('console.partner.chooseNext')}
          </Notice>
        </News>
      )}
      {isFailing && <Failing partner={partner} />}
      <div class="partner-halves">
        <section class="surface surface-padded part" aria-label={i18n.t('console.partner.account')}>
          <h2>{i18n.t('console.partner.account')}</h2>
          <Facts partner={partner} />
          {!isFailing && <p class="quiet">{i18n.t('console.partner.whenToConnectAnew')}</p>}
          <SignInPart partner={partner} signIn={signIn} kind={isFailing ? 'primary' : 'secondary'} />
        </section>
        <CustomersRead partner={partner} isPrimary={!isNews && !isFailing} />
      </div>
      <Allowed partner={partner} />
      <DisconnectPartner />
    </>
  )
}

function Failing({ partner: { problem } }: { partner: PartnerState }) {
  return (
    <Notice
      kind="danger"
      title={problem ? errorSaid(problem.code, problem.text) : i18n.t('console.partner.microsoftRefuses')}
    >
      {problem && nextSaid(problem.code, problem.next)} {i18n.t('console.partner.whatGoesOn')}{' '}
      {problem && i18n.t('console.partner.sinceWhen', { time: momentInFull(problem.since) })}
    </Notice>
  )
}

/** It is renewed at least daily; twice missed is more than a server that was away for an hour. */
const overdueMilliseconds = 2 * 24 * 3_600_000

function Facts({ partner: { account, since, refreshedAt, state } }: { partner: PartnerState }) {
  const now = useNow()
  const isOverdue = refreshedAt === null || now - Date.parse(refreshedAt) > overdueMilliseconds
  const renewed =
    refreshedAt &&
    i18n.t('console.partner.renewed', { moment: momentOf(refreshedAt, now), ago: ago(refreshedAt, now) })
  return (
    <KeyValues>
      <KeyValue label={i18n.t('console.partner.signedInAs')} value={account} />
      <KeyValue label={i18n.t('console.partner.since')} value={since && dateOf(since)} />
      <KeyValue label={i18n.t('console.partner.lastRenewed')} value={renewed} />
      <KeyValue
        label={i18n.t('console.partner.health')}
        value={
          state === 'failing'
            ? i18n.t('console.partner.failing')
            : isOverdue
              ? i18n.t('console.partner.overdue')
              : i18n.t('console.partner.healthy')
        }
      />
    </KeyValues>
  )
}

/** Folded away: it was read before the sign-in. */
function Allowed({ partner: { permissions, roles } }: { partner: PartnerState }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details class="surface changes" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{i18n.t('console.partner.whatItMay')}</summary>
      {isOpen && (
        <div class="surface-padded part partner-allowed">
          <Permissions permissions={permissions} />
          <Roles roles={roles} />
        </div>
      )}
    </details>
  )
}
