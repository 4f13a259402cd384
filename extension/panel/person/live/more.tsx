import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import { adminLink } from '#shared/admin-links.ts'
import type { LivePart, PersonView } from '#shared/contract.ts'
import { OutLink } from '../../../ui/link.tsx'
import { CloudContext } from '../../cloud.ts'

/** A list was cut: the rest stands in the admin centre. */
export function More({ part, view: { person } }: { part: LivePart; view: PersonView }) {
  const cloud = useContext(CloudContext)
  const link = cloud && adminLink(part === 'devices' ? 'intune' : 'entra', person, cloud)
  return (
    <p class="quiet">
      {i18n.t('panel.person.live.microsoftHasMoreThem')}{' '}
      {link && <OutLink to={link.url}>{i18n.t('panel.person.live.seeAllIn', { title: link.title })}</OutLink>}
    </p>
  )
}
