import { i18n } from '#i18n'
import type { TenantSummary } from '#shared/contract.ts'
import { isUnmapped } from '../../mapping/is-unmapped.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'
import { countText } from '../../ui/number.ts'

/** The way to mapping them all, as long as there is a tenant that can be mapped. */
export function UnmappedRow({ tenants, onMap }: { tenants: readonly TenantSummary[]; onMap: () => void }) {
  const off = useOff('mappings.suggest')
  const count = tenants.filter(isUnmapped).length
  if (count === 0) return null
  return (
    <List framed label={i18n.t('popup.tenants.mapping')}>
      <Row
        start={<Icon of={icons.link} label={i18n.t('popup.tenants.notMapped')} />}
        title={i18n.t('popup.tenants.tenantsHaveNoOrganisation', count, { count: countText(count) })}
        text={i18n.t('popup.tenants.theirPersonsReachNoTicket')}
        end={
          <Button size="small" off={off} onClick={onMap}>
            {i18n.t('popup.tenants.mapTenants')}
          </Button>
        }
      />
    </List>
  )
}
