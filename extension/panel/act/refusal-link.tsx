import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionDefinition } from '#shared/actions/define.ts'
import { adminLink } from '#shared/admin-links.ts'
import type { PersonView } from '#shared/contract.ts'
import type { ApiError } from '../../api-error.ts'
import { OutLink } from '../../ui/link.tsx'
import { CloudContext } from '../cloud.ts'

interface RefusalLinkProps {
  refusal: Pick<ApiError, 'code'>
  action: ActionDefinition
  view: PersonView
}
/** What Sidelight lacks is mended in Sidelight: there the admin centre is no way on. */
const ownCodes =
  /^(?:access|auth|extension)\.|^action\.(?:not|no|keyReused|running|quota|busy|personChanged|values)/

/** What is refused here is done by hand there, by whoever may. */
export function RefusalLink({ refusal, action, view: { person } }: RefusalLinkProps) {
  const cloud = useContext(CloudContext)
  const isTenant = person.id === person.tenantId
  const link = cloud && !isTenant ? adminLink(action.centre ?? 'entra', person, cloud) : null
  if (!link || ownCodes.test(refusal.code)) return null
  return (
    <p>
      <OutLink to={link.url}>{i18n.t('panel.act.doItIn', { centre: link.title })}</OutLink>
    </p>
  )
}
