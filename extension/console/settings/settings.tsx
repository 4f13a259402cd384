import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { useMapping } from '../use-mapping.ts'
import { Editing } from './editing.tsx'

interface SettingsProps {
  tenantId: string
  mappingId: string
}

/** How the contacts of one organisation are kept. */
export function Settings({ tenantId, mappingId }: SettingsProps) {
  const place = useMapping({ tenantId, mappingId })
  const { tenant, mapping, connection, psaName } = place
  const at = { tenantId, mappingId }
  return (
    <>
      <PageHead
        title={mapping ? 'Settings of' : 'Settings'}
        name={mapping?.organisationName}
        crumbs={[{ text: 'Organisations', href: hashOf({ screen: 'organisations' }) }]}
        text={tenant && <bdi>Persons of {tenant.name}</bdi>}
        tools={
          mapping && (
            <>
              <a class="button-link" href={hashOf({ screen: 'plan', ...at })}>
                Plan
              </a>
              <a class="button-link" href={hashOf({ screen: 'history', filter: at })}>
                History
              </a>
            </>
          )
        }
      />
      <ReadState
        error={place.error}
        hasData={tenant !== undefined}
        what="The settings could not be read."
        reading="Reading the settings"
        onRetry={place.reload}
      />
      {place.isGone && (
        <EmptyState
          picture={<Icon of={icons.organisation} size={32} />}
          title="This organisation is not mapped any more"
          action={<a href={hashOf({ screen: 'organisations' })}>See all organisations</a>}
        />
      )}
      {mapping && <Editing mapping={mapping} connection={connection} psaName={psaName} />}
    </>
  )
}
