import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Freshness } from '../../ui/freshness.tsx'
import * as icons from '../../ui/icons.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag } from '../../ui/tag.tsx'
import { woven } from '../../ui/woven.tsx'
import { PageHead } from '../page-head.tsx'
import { hashOf } from '../route.ts'
import type { PartnerRead } from './use-partner.ts'

/** Whose customers these are, whether that works, how old the list is, and reading it again. */
export function Head({ partner }: { partner: PartnerRead }) {
  const { read, refresh, off } = partner
  const state = read.data?.state === 'none' ? undefined : read.data
  return (
    <PageHead
      title={i18n.t('console.customers.title')}
      state={state && <StateTag state={state.state} />}
      text={state ? <Facts state={state} /> : i18n.t('console.customers.whatFor')}
      tools={
        !off && (
          <>
            <a class="button-link" href={hashOf({ screen: 'partner' })}>
              {i18n.t('console.customers.connection')}
            </a>
            {state && (
              <Button
                icon={icons.refresh}
                busy={refresh.isPending}
                off={state.reading.running ? i18n.t('console.customers.beingRead') : null}
                onClick={() => refresh.mutate({})}
              >
                {i18n.t('console.customers.readAgain')}
              </Button>
            )}
          </>
        )
      }
    />
  )
}

function StateTag({ state }: Pick<PartnerState, 'state'>) {
  return state === 'failing' ? (
    <Tag tone="danger" icon={icons.danger}>
      {i18n.t('console.customers.failing')}
    </Tag>
  ) : (
    <Tag tone="success" icon={icons.done}>
      {i18n.t('console.customers.connected')}
    </Tag>
  )
}

function Facts({ state: { account, reading } }: { state: PartnerState }) {
  return (
    <div class="page-head-facts">
      {account && (
        <span>
          {woven(i18n.t('console.customers.signedInAs', { account: '{account}' }), {
            account: <Foreign>{account}</Foreign>,
          })}
        </span>
      )}
      <span role="status" class="customers-reading">
        {reading.running && (
          <>
            <Spinner /> {i18n.t('console.customers.beingReadNow')}
          </>
        )}
      </span>
      {!reading.running && <Freshness asOf={reading.finishedAt} what={i18n.t('console.customers.title')} />}
    </div>
  )
}
