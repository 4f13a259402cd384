import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'

/** An organisation with the tenant whose persons go there. */
export function MappingName({ organisation, tenant }: { organisation: string; tenant: string }) {
  return (
    <span class="named">
      <Avatar name={organisation} shape="organisation" />
      <span class="row-text">
        <Foreign class="entry-name">{organisation}</Foreign>
        <Foreign class="quiet">{tenant}</Foreign>
      </span>
    </span>
  )
}
