import type { TenantSummary } from '#shared/contract.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { List, Row } from '../../ui/list.tsx'

/** The way to mapping them all, as long as there is a tenant that can be mapped. */
export function UnmappedRow({ tenants, onMap }: { tenants: readonly TenantSummary[]; onMap: () => void }) {
  const off = useOff('mappings.suggest')
  const count = tenants.filter(isUnmapped).length
  if (count === 0) return null
  return (
    <List framed label="Mapping">
      <Row
        start={<Icon of={icons.link} label="Not mapped" />}
        title={count === 1 ? '1 tenant has no organisation' : `${count} tenants have no organisation`}
        text="Their persons reach no ticket system."
        end={
          <Button size="small" off={off} onClick={onMap}>
            Map tenants
          </Button>
        }
      />
    </List>
  )
}

const isUnmapped = ({ mappings, state, problem, hidden }: TenantSummary) =>
  mappings.length === 0 && !hidden && state !== 'pending' && problem?.code !== 'tenant.disconnected'
