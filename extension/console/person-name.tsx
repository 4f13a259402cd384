import { i18n } from '#i18n'
import { Avatar } from '../ui/avatar.tsx'
import { Foreign } from '../ui/foreign.tsx'

interface PersonNameProps {
  person: { displayName: string; userPrincipalName: string }
  /** Where what became of this person's contacts stands. */
  href?: string
}
export function PersonName({ person: { displayName, userPrincipalName }, href }: PersonNameProps) {
  return (
    <span class="named">
      <Avatar name={displayName} size={32} />
      <span class="row-text">
        {href ? (
          <a class="link entry-name" href={href} title={displayName}>
            <bdi>{displayName}</bdi>
            <span class="only-spoken">{i18n.t('console.historyPerson')}</span>
          </a>
        ) : (
          <Foreign class="entry-name">{displayName}</Foreign>
        )}
        <Foreign class="quiet">{userPrincipalName}</Foreign>
      </span>
    </span>
  )
}
