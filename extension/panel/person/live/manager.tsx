import { i18n } from '#i18n'
import { Avatar } from '../../../ui/avatar.tsx'
import { Foreign } from '../../../ui/foreign.tsx'
import { joinForeign } from '../../../ui/join-foreign.ts'
import { List, Row } from '../../../ui/list.tsx'
import type { PersonRef } from '../../place.ts'
import type { Part } from './part.ts'

interface ManagerProps {
  manager: Part<'manager'>['manager']
  tenantId: string
  onVisit: (person: PersonRef) => void
}

/** Opens as a person of their own. */
export function Manager({ manager, tenantId, onVisit }: ManagerProps) {
  if (!manager) return <p class="quiet">{i18n.t('panel.person.live.noManagerSet')}</p>
  const { personId, displayName, jobTitle, mail, userPrincipalName } = manager
  const about = joinForeign([jobTitle, mail ?? userPrincipalName])
  return (
    <List label={i18n.t('panel.person.live.manager')}>
      <Row
        start={<Avatar name={displayName} size={32} />}
        title={<Foreign>{displayName}</Foreign>}
        text={<Foreign>{about}</Foreign>}
        onOpen={() => onVisit({ tenantId, personId })}
      />
    </List>
  )
}
