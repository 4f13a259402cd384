import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { enableHost, withdrawHost } from '../enable.ts'
import { psaNameOf } from '../psa/psa-name-of.ts'
import { useRead } from '../query.ts'
import { useOff } from '../role.ts'
import { enabledHosts } from '../settings.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { List, Row } from '../ui/list.tsx'
import { Notice } from '../ui/notice.tsx'
import { StepCard } from './step-card.tsx'
import { useStored } from './use-stored.ts'

interface PsaHost {
  host: string
  /** Its id; '' where the account is not connected any more: such a host is enabled already */
  psa: string
  psaName: string
}

/** Step 3: on which pages the card may stand. The browser asks once for each host. */
export function EnableHosts({ number, isReady }: { number: number; isReady: boolean }) {
  const { data } = useRead('psas.list', {}, { enabled: isReady })
  const off = useOff('psas.connect')
  const enabled = useStored(enabledHosts) ?? []
  const hosts = offeredHosts(data?.connections ?? [], enabled)
  const waitsFor = !isReady
    ? i18n.t('options.afterYouHaveSignedIn')
    : hosts.length === 0
      ? off
        ? i18n.t('options.afterAdministratorHasConnectedYour')
        : i18n.t('options.afterYouHaveConnectedTicket')
      : null
  return (
    <StepCard
      id="enable"
      number={number}
      title={i18n.t('options.showCardOnYourTickets')}
      isDone={enabled.length > 0}
      waitsFor={waitsFor}
      summary={i18n.t('options.sidelightSeesPagesTheseAddresses')}
    >
      <List framed label={i18n.t('options.addressesYourTicketSystem')}>
        {hosts.map((host) => (
          <HostRow key={host.host} {...host} isEnabled={enabled.includes(host.host)} />
        ))}
      </List>
    </StepCard>
  )
}

/** The first address of each account in use, and whatever is enabled already. */
function offeredHosts(connections: readonly Connection[], enabled: readonly string[]): PsaHost[] {
  const inUse = connections.filter(({ disconnected }) => !disconnected)
  const offered = inUse.flatMap(({ psa, hosts }) =>
    hosts.slice(0, 1).map((host) => ({ host, psa, psaName: psaNameOf(psa) })),
  )
  const others = enabled.filter((host) => offered.every((offer) => offer.host !== host))
  return [...offered, ...others.map((host) => ({ host, psa: '', psaName: i18n.t('options.address') }))]
}

type Trouble = 'declined' | 'failed' | null

function HostRow({ host, psa, psaName, isEnabled }: PsaHost & { isEnabled: boolean }) {
  const [trouble, setTrouble] = useState<Trouble>(null)
  const enable = () => {
    // The browser's prompt needs this very click, so nothing may be awaited before it.
    enableHost(host, psa).then(
      (granted) => setTrouble(granted ? null : 'declined'),
      () => setTrouble('failed'),
    )
  }
  return (
    <>
      <Row
        start={
          isEnabled ? (
            <Icon of={icons.done} tone="success" label={i18n.t('options.enabled')} />
          ) : (
            <Icon of={icons.globe} />
          )
        }
        title={<bdi>{host}</bdi>}
        text={isEnabled ? i18n.t('options.cardShowsOnTicketsHere') : i18n.t('options.notEnabledCardDoesNot')}
        end={
          isEnabled ? (
            <Button label={i18n.t('options.withdrawFrom', { host })} onClick={() => withdrawHost(host)}>
              {i18n.t('options.withdraw')}
            </Button>
          ) : (
            <Button kind="primary" label={i18n.t('options.enableOn2', { psaName, host })} onClick={enable}>
              {i18n.t('options.enableOn', { psaName })}
            </Button>
          )
        }
      />
      {trouble && !isEnabled && (
        <li class="row-below">
          <Notice
            kind={trouble === 'declined' ? 'info' : 'danger'}
            title={i18n.t('options.cardNotEnabledOn', { host })}
          >
            {trouble === 'declined'
              ? i18n.t('options.browserNotGivenAccessPress')
              : i18n.t('options.browserDidNotLetExtension')}
          </Notice>
        </li>
      )}
    </>
  )
}
