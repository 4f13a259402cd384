import { useState } from 'preact/hooks'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
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
      <Bar title="Disconnect" subtitle={tenant.data?.name} onBack={back} />
      <Body>
        {ahead.error && (
          <ErrorNotice error={ahead.error} what="What would go could not be read." onRetry={ahead.refetch} />
        )}
        <Toggle
          label="Remove its data from Sidelight"
          help="Persons, licences, scores and mappings. This cannot be undone."
          checked={removeData}
          onChange={setRemoveData}
        />
        {ahead.data ? (
          <>
            <Sentences title="Ends" of={ahead.data.goes} />
            <Sentences title="Stays" of={ahead.data.remains} />
          </>
        ) : (
          !ahead.error && <Skeleton rows={4} label="Reading what would go" />
        )}
        {end.error && <ErrorNotice error={end.error} what="The tenant was not disconnected." />}
        <div class="buttons">
          <Button
            kind="danger"
            icon={icons.unplugged}
            busy={end.isPending}
            off={
              off ?? (ahead.data && !ahead.isPlaceholderData ? null : 'What would go is still being read.')
            }
            onClick={disconnect}
          >
            {removeData ? 'Disconnect and remove the data' : 'Disconnect'}
          </Button>
          <Button onClick={back}>Cancel</Button>
        </div>
      </Body>
    </Page>
  )
}
