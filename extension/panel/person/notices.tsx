import { useContext } from 'preact/hooks'
import { i18n } from '#i18n'
import { adminLink } from '#shared/admin-links.ts'
import type { PersonView } from '#shared/contract.ts'
import { problemsOf } from '../../account.ts'
import type { ApiError } from '../../api-error.ts'
import { LinkButton, OutLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { CloudContext } from '../cloud.ts'

/** What was read before still stands, and says that it does. */
export function Outdated({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <Notice
      kind="warning"
      title={error.isAway ? error.text : i18n.t('panel.person.couldNotBeReadAgain')}
      actions={<LinkButton onClick={onRetry}>{i18n.t('panel.person.tryNow')}</LinkButton>}
      requestId={error.requestId}
    >
      {error.isAway
        ? i18n.t('panel.person.youSeeWhatKnownLast')
        : i18n.t('panel.person.textYouSeeWhatKnownLast', { text: error.text })}
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
                <LinkButton onClick={onLicences}>{i18n.t('panel.person.showLicences')}</LinkButton>
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
      title={i18n.t('panel.person.holdsPrivilegedRoles', roles.length, {
        role: roles[0] ?? '',
        count: countText(roles.length),
      })}
      actions={<EntraLink view={view} />}
    >
      {roles.length > 1 && <p>{roles.join(', ')}</p>}
      {i18n.t('panel.person.whatCouldTakeOverSuch')}
    </Notice>
  )
}

function EntraLink({ view: { person } }: { view: PersonView }) {
  const cloud = useContext(CloudContext)
  const link = cloud && adminLink('entra', person, cloud)
  return link && <OutLink to={link.url}>{i18n.t('panel.person.openInEntraAdminCentre')}</OutLink>
}
