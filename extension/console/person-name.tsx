import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'

interface PersonNameProps {
  person: { displayName: string; userPrincipalName: string }
}
export function PersonName({ person: { displayName, userPrincipalName } }: PersonNameProps) {
  return (
    <span class="named">
      <Avatar name={displayName} size={32} />
      <span class="row-text">
        <Foreign class="entry-name">{displayName}</Foreign>
        <Foreign class="quiet">{userPrincipalName}</Foreign>
      </span>
    </span>
  )
}
