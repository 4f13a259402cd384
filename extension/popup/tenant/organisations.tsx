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
    <Section title="Organisations">
      {tenant.mappings.length > 0 ? (
        <MappingList
          tenant={tenant}
          ways={(mapping, waits) => <Ways mapping={mapping} waits={waits} tenantId={tenant.id} go={go} />}
        />
      ) : (
        <p class="quiet">
          Not mapped yet: nothing is written to the ticket system, and tickets find nobody here.
        </p>
      )}
      <div class="buttons section-buttons">
        <Button
          icon={icons.link}
          kind={tenant.mappings.length === 0 ? 'primary' : 'secondary'}
          off={off}
          onClick={map}
        >
          {tenant.mappings.length === 0 ? 'Map to an organisation' : 'Map another organisation'}
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
        label={`Rule: ${organisationName}`}
        onClick={() => go({ screen: 'rule', tenantId, place: placeOf(mapping), draft: null })}
      >
        Rule
      </Button>
      <Button
        size="small"
        label={`Plan: ${organisationName}`}
        onClick={() => go({ screen: 'plan', tenantId, mappingId: id })}
      >
        {waits ? 'Review' : 'Plan'}
      </Button>
      <IconButton
        icon={icons.settings}
        small
        label={`Settings: ${organisationName}`}
        onClick={() => openConsole({ screen: 'settings', tenantId, mappingId: id })}
      />
    </>
  )
}
