import { useState } from 'preact/hooks'
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
    ? 'After you have signed in.'
    : hosts.length === 0
      ? off
        ? 'After an administrator has connected your ticket system.'
        : 'After you have connected a ticket system, above.'
      : null
  return (
    <StepCard
      id="enable"
      number={number}
      title="Show the card on your tickets"
      isDone={enabled.length > 0}
      waitsFor={waitsFor}
      summary="Sidelight sees the pages of these addresses alone, and takes the ticket’s number from them, nothing else."
    >
      <List framed label="Addresses of your ticket system">
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
  return [...offered, ...others.map((host) => ({ host, psa: '', psaName: 'this address' }))]
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
          isEnabled ? <Icon of={icons.done} tone="success" label="Enabled" /> : <Icon of={icons.globe} />
        }
        title={<bdi>{host}</bdi>}
        text={isEnabled ? 'The card shows on tickets here.' : 'Not enabled: the card does not show here.'}
        end={
          isEnabled ? (
            <Button label={`Withdraw from ${host}`} onClick={() => withdrawHost(host)}>
              Withdraw
            </Button>
          ) : (
            <Button kind="primary" label={`Enable on ${psaName}, ${host}`} onClick={enable}>
              Enable on {psaName}
            </Button>
          )
        }
      />
      {trouble && !isEnabled && (
        <li class="row-below">
          <Notice
            kind={trouble === 'declined' ? 'info' : 'danger'}
            title={`The card is not enabled on ${host}.`}
          >
            {trouble === 'declined'
              ? 'The browser was not given access. Press Enable again and choose Allow.'
              : 'The browser did not let the extension register there. A policy of your company may forbid it.'}
          </Notice>
        </li>
      )}
    </>
  )
}
