import { useContext } from 'preact/hooks'
import { adminLink } from '#shared/admin-links.ts'
import type { PersonView } from '#shared/contract.ts'
import { problemsOf } from '../../account.ts'
import type { ApiError } from '../../api-error.ts'
import { LinkButton, OutLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CloudContext } from '../cloud.ts'

/** What was read before still stands, and says that it does. */
export function Outdated({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <Notice
      kind="warning"
      title={error.isAway ? error.text : 'This could not be read again'}
      actions={<LinkButton onClick={onRetry}>Try now</LinkButton>}
      requestId={error.requestId}
    >
      {error.isAway
        ? 'You see what was known last. Actions are off until it is back.'
        : `${error.text} You see what was known last.`}
    </Notice>
  )
}

interface ProblemsProps {
  view: PersonView
  onLicences: () => void
}
/** What is wrong, worst first, each with its way on. */
export function Problems({ view, onLicences }: ProblemsProps) {
  return (
    <>
      {problemsOf(view).map(({ tone, title, text, about }) => (
        <Notice
          key={title}
          kind={tone}
          title={title}
          actions={
            <>
              {about === 'account' && <EntraLink view={view} />}
              {about === 'licence' && view.licences.length > 0 && (
                <LinkButton onClick={onLicences}>Show licences</LinkButton>
              )}
            </>
          }
        >
          {text}
        </Notice>
      ))}
      {view.roles.length > 0 && <Privileged view={view} />}
    </>
  )
}

function Privileged({ view }: { view: PersonView }) {
  const { roles } = view
  return (
    <Notice
      kind="info"
      title={roles.length === 1 ? `Holds ${roles[0]}` : `Holds ${roles.length} privileged roles`}
      actions={<EntraLink view={view} />}
    >
      {roles.length > 1 && <p>{roles.join(', ')}</p>}
      What could take over such an account is refused here.
    </Notice>
  )
}

function EntraLink({ view: { person } }: { view: PersonView }) {
  const cloud = useContext(CloudContext)
  const link = cloud && adminLink('entra', person, cloud)
  return link && <OutLink to={link.url}>Open in the Entra admin centre</OutLink>
}
