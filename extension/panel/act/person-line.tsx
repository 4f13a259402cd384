import type { PersonView } from '#shared/contract.ts'
import { Avatar } from '../../ui/avatar.tsx'

/** Whom it concerns: name, sign-in name, tenant. All three, because any one can be another person's as well. */
export function PersonLine({ view: { person, tenantName } }: { view: PersonView }) {
  return (
    <div class="person-line">
      <Avatar name={person.displayName} size={48} />
      <div class="person-line-who">
        <strong>
          <bdi>{person.displayName}</bdi>
        </strong>
        <bdi>{person.userPrincipalName}</bdi>
        <span class="quiet">
          <bdi>{tenantName}</bdi>
        </span>
      </div>
    </div>
  )
}
