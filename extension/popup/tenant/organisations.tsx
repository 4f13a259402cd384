import { i18n } from '#i18n'
import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { openConsole } from '../../places.ts'
import { useOff } from '../../role.ts'
import { placeOf } from '../../rule/use-rule.ts'
import { MappingList } from '../../tenant/mapping-list.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { Section } from '../../ui/page.tsx'
import type { Go } from '../route.ts'

/** The PSA's organisations that this tenant's persons become contacts of. */
export function Organisations({ tenant, go }: { tenant: TenantDetail; go: Go }) {
  const off = useOff('mappings.set')
  const map = () => go({ screen: 'map', tenantId: tenant.id })
  return (
    <Section title={i18n.t('popup.tenant.organisations')}>
      {tenant.mappings.length > 0 ? (
        <MappingList
          tenant={tenant}
          ways={(mapping, waits) => <Ways mapping={mapping} waits={waits} tenantId={tenant.id} go={go} />}
        />
      ) : (
        <p class="quiet">{i18n.t('popup.tenant.notMappedYetNothingWritten')}</p>
      )}
      <div class="buttons section-buttons">
        <Button
          icon={icons.link}
          kind={tenant.mappings.length === 0 ? 'primary' : 'secondary'}
          off={off}
          onClick={map}
        >
          {tenant.mappings.length === 0
            ? i18n.t('popup.tenant.mapToOrganisation')
            : i18n.t('popup.tenant.mapAnotherOrganisation')}
        </Button>
        {off && <span class="quiet">{off}</span>}
      </div>
    </Section>
  )
}

interface WaysProps {
  mapping: Mapping
  waits: boolean
  tenantId: string
  go: Go
}
function Ways({ mapping, waits, tenantId, go }: WaysProps) {
  const { id, organisationName } = mapping
  return (
    <>
      <Button
        size="small"
        kind="subtle"
        label={i18n.t('popup.tenant.rule2', { organisationName })}
        onClick={() => go({ screen: 'rule', tenantId, place: placeOf(mapping), draft: null })}
      >
        {i18n.t('popup.tenant.rule')}
      </Button>
      <Button
        size="small"
        label={i18n.t('popup.tenant.plan', { organisationName })}
        onClick={() => go({ screen: 'plan', tenantId, mappingId: id })}
      >
        {waits ? i18n.t('popup.tenant.review') : i18n.t('popup.tenant.plan2')}
      </Button>
      <IconButton
        icon={icons.settings}
        small
        label={i18n.t('popup.tenant.settings', { organisationName })}
        onClick={() => openConsole({ screen: 'settings', tenantId, mappingId: id })}
      />
    </>
  )
}
