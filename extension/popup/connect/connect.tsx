import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole, openTab } from '../../places.ts'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { type ConsentLink, consentLink } from '../../settings.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import type { Go } from '../route.ts'
import { type Ability, acting, reading } from './abilities.ts'
import { Attempts } from './attempts.tsx'

interface ConnectProps {
  /** A known tenant: consent anew, or the actions; null = a new one. */
  tenantId: string | null
  go: Go
  back: () => void
}

export function Connect({ tenantId, go, back }: ConnectProps) {
  const known = useRead('tenants.get', { tenantId: tenantId ?? '' }, { enabled: tenantId !== null })
  const tenant = known.data
  // A tenant that is connected and lacks only the actions needs one consent; every other case needs the reader.
  const lacksActionsOnly = !!tenant && tenant.state === 'connected' && !tenant.problem && !tenant.operator
  if (tenantId !== null && !tenant)
    return (
      <Page>
        <Bar title={i18n.t('popup.connect.connect')} onBack={back} />
        <Body>
          {known.error ? <ErrorNotice error={known.error} onRetry={known.refetch} /> : <Skeleton rows={4} />}
        </Body>
      </Page>
    )
  return (
    <Page>
      <Bar
        title={
          tenant
            ? lacksActionsOnly
              ? i18n.t('popup.connect.addActionsTo', { name: tenant.name })
              : i18n.t('popup.connect.connectAgain', { name: tenant.name })
            : i18n.t('popup.connect.connectTenant')
        }
        subtitle={i18n.t('popup.connect.consentOnMicrosoftsOwnPage')}
        onBack={back}
      />
      <Body>
        <Asking tenantId={tenantId} actionsOnly={lacksActionsOnly} />
        {!tenant && <AllAtOnce />}
        <Attempts go={go} />
      </Body>
    </Page>
  )
}

/** For partners: no consent a tenant. */
function AllAtOnce() {
  if (useOff('partner.begin')) return null
  return (
    <p class="quiet">
      {i18n.t('popup.connect.allCustomersAtOnce')}{' '}
      <LinkButton onClick={() => openConsole({ screen: 'partner' })}>
        {i18n.t('popup.connect.connectPartner')}
      </LinkButton>
    </p>
  )
}

function Asking({ tenantId, actionsOnly }: { tenantId: string | null; actionsOnly: boolean }) {
  const [withActions, setWithActions] = useState(true)
  const [link, setLink] = useState<ConsentLink | null>(null)
  const connect = useWrite('tenants.connect', ['tenants.attempts'])
  const apps = actionsOnly ? 'operator' : withActions ? 'both' : 'reader'
  useEffect(() => {
    consentLink.getValue().then(setLink)
  }, [])

  /** A link that nobody used yet and that asks for the same is used again. */
  const ask = async () => {
    const wanted = `${apps} ${tenantId ?? ''}`
    if (link?.wanted === wanted && Date.parse(link.expiresAt) > Date.now()) return link.url
    const { url, attempt } = await connect.mutateAsync({ apps, ...(tenantId ? { tenantId } : {}) })
    const made = { url, wanted, attemptId: attempt.id, expiresAt: attempt.expiresAt }
    await consentLink.setValue(made)
    setLink(made)
    return url
  }
  return (
    <>
      <p class="lead">{i18n.t('popup.connect.globalAdministratorCustomerAgreesOnce')}</p>
      <section class="card" aria-label={i18n.t('popup.connect.whatSidelightWillBeAble')}>
        <h2 class="card-title">{i18n.t('popup.connect.whatSidelightWillBeAble')}</h2>
        <ul class="abilities">
          {(actionsOnly ? acting : withActions ? [...reading, ...acting] : reading).map((ability) => (
            <AbilityItem key={ability.title} {...ability} />
          ))}
        </ul>
      </section>
      {!actionsOnly && (
        <Toggle
          label={i18n.t('popup.connect.askForActionsAsWell')}
          help={
            withActions
              ? i18n.t('popup.connect.askedAsSecondConsentRight')
              : i18n.t('popup.connect.readingAloneActionsCanBe')
          }
          checked={withActions}
          onChange={setWithActions}
        />
      )}
      {connect.error && (
        <ErrorNotice error={connect.error} what={i18n.t('popup.connect.consentLinkNotMade')} />
      )}
      <ConsentButtons ask={ask} busy={connect.isPending} />
    </>
  )
}

function AbilityItem({ icon, title, why }: Ability) {
  return (
    <li class="ability">
      <Icon of={icon} />
      <span class="row-text">
        <span>{title}</span>
        <span class="quiet">{why}</span>
      </span>
    </li>
  )
}

function ConsentButtons({ ask, busy }: { ask: () => Promise<string>; busy: boolean }) {
  const [said, setSaid] = useState('')
  const open = async () => openTab(await ask())
  const copy = async () => {
    await navigator.clipboard.writeText(await ask())
    setSaid(i18n.t('popup.connect.copiedSendItToGlobal'))
  }
  // A refused request is shown above by the mutation; nothing is left to say here.
  const quietly = (work: () => Promise<unknown>) => () => {
    work().catch(() => setSaid(''))
  }
  return (
    <div>
      <div class="buttons">
        <Button kind="primary" icon={icons.open} busy={busy} onClick={quietly(open)}>
          {i18n.t('popup.connect.openConsentPage')}
        </Button>
        <Button
          icon={icons.copy}
          off={busy ? i18n.t('popup.connect.linkBeingMade') : null}
          onClick={quietly(copy)}
        >
          {i18n.t('popup.connect.copyLink')}
        </Button>
      </div>
      <p role="status" class="quiet">
        {said}
      </p>
    </div>
  )
}
