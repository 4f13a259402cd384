import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole } from '../../places.ts'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { Sentences } from '../../ui/sentences.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import type { Go } from '../route.ts'

interface DisconnectProps {
  tenantId: string
  go: Go
  back: () => void
}

/** Says what ends and what stays before anything is done. */
export function Disconnect({ tenantId, go, back }: DisconnectProps) {
  const [removeData, setRemoveData] = useState(false)
  const tenant = useRead('tenants.get', { tenantId })
  const ahead = useRead('tenants.disconnect', { tenantId, removeData, dryRun: true }, { keep: true })
  const end = useWrite('tenants.disconnect', ['tenants.list', 'tenants.get'])
  const off = useOff('tenants.disconnect')
  const disconnect = () =>
    end.mutate({ tenantId, removeData }, { onSuccess: () => go({ screen: 'tenants' }) })
  return (
    <Page>
      <Bar title={i18n.t('popup.disconnect.disconnect')} subtitle={tenant.data?.name} onBack={back} />
      <Body>
        {tenant.data?.reachedBy === 'partner' && !off && <ThroughPartner />}
        {ahead.error && (
          <ErrorNotice
            error={ahead.error}
            what={i18n.t('popup.disconnect.whatWouldGoCouldNot')}
            onRetry={ahead.refetch}
          />
        )}
        <Toggle
          label={i18n.t('popup.disconnect.removeItsDataFromSidelight')}
          help={i18n.t('popup.disconnect.personsLicencesScoresAndMappings')}
          checked={removeData}
          onChange={setRemoveData}
        />
        {ahead.data ? (
          <>
            <Sentences title={i18n.t('popup.disconnect.ends')} of={ahead.data.goes} />
            <Sentences title={i18n.t('popup.disconnect.stays')} of={ahead.data.remains} />
          </>
        ) : (
          !ahead.error && <Skeleton rows={4} label={i18n.t('popup.disconnect.readingWhatWouldGo')} />
        )}
        {end.error && (
          <ErrorNotice error={end.error} what={i18n.t('popup.disconnect.tenantNotDisconnected')} />
        )}
        <div class="buttons">
          <Button
            kind="danger"
            icon={icons.unplugged}
            busy={end.isPending}
            off={
              off ??
              (ahead.data && !ahead.isPlaceholderData
                ? null
                : i18n.t('popup.disconnect.whatWouldGoStillBeing'))
            }
            onClick={disconnect}
          >
            {removeData
              ? i18n.t('popup.disconnect.disconnectAndRemoveData')
              : i18n.t('popup.disconnect.disconnect')}
          </Button>
          <Button onClick={back}>{i18n.t('popup.disconnect.cancel')}</Button>
        </div>
      </Body>
    </Page>
  )
}

/** Letting the customer go takes back what was granted there; this only stops reading. */
function ThroughPartner() {
  return (
    <Notice
      kind="info"
      title={i18n.t('popup.disconnect.takenInThroughPartner')}
      actions={
        <LinkButton onClick={() => openConsole({ screen: 'customers' })}>
          {i18n.t('popup.disconnect.letCustomerGo')}
        </LinkButton>
      }
    >
      {i18n.t('popup.disconnect.permissionsStay')}
    </Notice>
  )
}
