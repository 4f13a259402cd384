import { i18n } from '#i18n'
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
        title={mapping ? i18n.t('console.settings.settings') : i18n.t('console.settings.settings2')}
        name={mapping?.organisationName}
        crumbs={[
          { text: i18n.t('console.settings.organisations'), href: hashOf({ screen: 'organisations' }) },
        ]}
        text={tenant && <bdi>{i18n.t('console.settings.persons', { name: tenant.name })}</bdi>}
        tools={
          mapping && (
            <>
              <a class="button-link" href={hashOf({ screen: 'plan', ...at })}>
                {i18n.t('console.settings.plan')}
              </a>
              <a class="button-link" href={hashOf({ screen: 'history', filter: at })}>
                {i18n.t('console.settings.history')}
              </a>
            </>
          )
        }
      />
      <ReadState
        error={place.error}
        hasData={tenant !== undefined}
        what={i18n.t('console.settings.settingsCouldNotBeRead')}
        reading={i18n.t('console.settings.readingSettings')}
        onRetry={place.reload}
      />
      {place.isGone && (
        <EmptyState
          picture={<Icon of={icons.organisation} size={32} />}
          title={i18n.t('console.settings.organisationNotMappedAnyMore')}
          action={
            <a href={hashOf({ screen: 'organisations' })}>{i18n.t('console.settings.seeAllOrganisations')}</a>
          }
        />
      )}
      {mapping && <Editing mapping={mapping} connection={connection} psaName={psaName} />}
    </>
  )
}
