import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { useOff } from '../../role.ts'
import { placeOf } from '../../rule/use-rule.ts'
import { MappingList } from '../../tenant/mapping-list.tsx'
import { isolate } from '../../ui/isolate.ts'
import { hashOf } from '../route.ts'

/** The organisations that this tenant's persons become contacts of, with the ways to them. */
export function Organisations({ tenant }: { tenant: TenantDetail }) {
  const off = useOff('mappings.set')
  const { mappings } = tenant
  return (
    <section class="surface surface-padded part" aria-label="Organisations">
      <div class="part-head">
        <h2>Organisations</h2>
        {!off && (
          <a class="button-link" href={hashOf({ screen: 'map', tenantId: tenant.id })}>
            {mappings.length === 0 ? 'Map to an organisation' : 'Map another'}
          </a>
        )}
      </div>
      {mappings.length > 0 ? (
        <MappingList
          tenant={tenant}
          ways={(mapping, waits) => <Ways mapping={mapping} tenantId={tenant.id} waits={waits} />}
        />
      ) : (
        <p class="quiet">
          Not mapped yet: nothing is written to the ticket system, and tickets find nobody here. {off}
        </p>
      )}
    </section>
  )
}

function Ways({ mapping, tenantId, waits }: { mapping: Mapping; tenantId: string; waits: boolean }) {
  const at = { tenantId, mappingId: mapping.id }
  const name = isolate(mapping.organisationName)
  const links = [
    ['Rule', hashOf({ screen: 'rule', tenantId, place: placeOf(mapping) })],
    [waits ? 'Review' : 'Plan', hashOf({ screen: 'plan', ...at })],
    ['Settings', hashOf({ screen: 'settings', ...at })],
  ] as const
  return (
    <>
      {links.map(([word, href]) => (
        <a key={word} class="link" href={href} aria-label={`${word}: ${name}`}>
          {word}
        </a>
      ))}
    </>
  )
}
