import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import * as icons from '../../ui/icons.ts'
import { Tag } from '../../ui/tag.tsx'
import { NewCustomers } from '../new-customers.tsx'
import { NotYours } from '../not-yours.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { Connected } from './connected.tsx'
import { Connecting } from './connecting.tsx'
import './partner.css'
import { useSignIn } from './use-sign-in.ts'

const pollMilliseconds = 2000

/** How the partner's own account is connected. */
export function Partner() {
  const off = useOff('partner.get')
  const { data, error, refetch } = useRead(
    'partner.get',
    {},
    { enabled: !off, poll: (last) => isMoving(last) && pollMilliseconds },
  )
  return (
    <>
      <NewCustomers here="partner" />
      <PageHead
        title={i18n.t('console.partner.title')}
        crumbs={off ? [] : [{ text: i18n.t('console.partner.customers'), href: customersPage }]}
        state={data && <StateTag state={data.state} />}
        text={i18n.t('console.partner.whatFor')}
      />
      {off ? (
        <NotYours why={off}>{i18n.t('console.partner.adminsOnly')}</NotYours>
      ) : (
        <ReadState
          error={error}
          hasData={data !== undefined}
          what={i18n.t('console.partner.couldNotBeRead')}
          reading={i18n.t('console.partner.reading')}
          onRetry={refetch}
        />
      )}
      {data && <Found partner={data} />}
    </>
  )
}

const customersPage = hashOf({ screen: 'customers' })

const isMoving = (last: PartnerState | undefined) =>
  !!last && (last.attempt?.state === 'waiting' || last.reading.running || isReadSoon(last))

const soonMilliseconds = 10 * 60_000

/** A new connection is read by a job that begins a moment later; should it be lost, an hourly tick begins it. */
function isReadSoon({ since, reading: { finishedAt, problem } }: PartnerState): boolean {
  if (since === null || problem) return false
  const isNew = Date.now() - Date.parse(since) < soonMilliseconds
  return isNew && (finishedAt === null || finishedAt < since)
}

function Found({ partner }: { partner: PartnerState }) {
  const signIn = useSignIn(partner.attempt)
  const before = useFormer(partner.since)
  return partner.state === 'none' ? (
    <Connecting partner={partner} signIn={signIn} wasEnded={!!before} />
  ) : (
    <Connected partner={partner} signIn={signIn} isNew={before !== undefined} />
  )
}

/** The value before the last change that this page has seen; undefined = it has seen none. */
function useFormer<T>(value: T): T | undefined {
  const [seen, setSeen] = useState<{ value: T; former?: T }>({ value })
  useEffect(() => {
    setSeen((last) => (last.value === value ? last : { value, former: last.value }))
  }, [value])
  return seen.former
}

function StateTag({ state }: { state: PartnerState['state'] }) {
  switch (state) {
    case 'none':
      return <Tag icon={icons.circle}>{i18n.t('console.partner.notConnected')}</Tag>
    case 'connected':
      return (
        <Tag tone="success" icon={icons.done}>
          {i18n.t('console.partner.connected')}
        </Tag>
      )
    case 'failing':
      return (
        <Tag tone="danger" icon={icons.danger}>
          {i18n.t('console.partner.failing')}
        </Tag>
      )
  }
}
