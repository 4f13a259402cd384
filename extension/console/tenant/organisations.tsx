import { i18n } from '#i18n'
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
    <section class="surface surface-padded part" aria-label={i18n.t('console.tenant.organisations')}>
      <div class="part-head">
        <h2>{i18n.t('console.tenant.organisations')}</h2>
        {!off && (
          <a class="button-link" href={hashOf({ screen: 'map', tenantId: tenant.id })}>
            {mappings.length === 0
              ? i18n.t('console.tenant.mapToOrganisation')
              : i18n.t('console.tenant.mapAnother')}
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
          {i18n.t('console.tenant.notMappedYetNothingWritten')} {off}
        </p>
      )}
    </section>
  )
}

function Ways({ mapping, tenantId, waits }: { mapping: Mapping; tenantId: string; waits: boolean }) {
  const at = { tenantId, mappingId: mapping.id }
  const name = isolate(mapping.organisationName)
  const links = [
    [i18n.t('console.tenant.rule'), hashOf({ screen: 'rule', tenantId, place: placeOf(mapping) })],
    [
      waits ? i18n.t('console.tenant.review') : i18n.t('console.tenant.plan'),
      hashOf({ screen: 'plan', ...at }),
    ],
    [i18n.t('console.tenant.settings'), hashOf({ screen: 'settings', ...at })],
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
