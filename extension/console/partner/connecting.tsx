import { i18n } from '#i18n'
import type { PartnerState } from '#shared/contract.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { News } from './news.tsx'
import { Permissions } from './permissions.tsx'
import { Roles } from './roles.tsx'
import { SignInPart } from './sign-in-part.tsx'
import type { SignIn } from './use-sign-in.ts'

const who = [
  { icon: icons.signIn, text: i18n.t('console.partner.serviceAccount') },
  { icon: icons.people, text: i18n.t('console.partner.adminAgentsAndGroups') },
  { icon: icons.score, text: i18n.t('console.partner.entraMfa') },
]

interface ConnectingProps {
  partner: PartnerState
  signIn: SignIn
  /** A connection was ended while this page was looking on. */
  wasEnded: boolean
}
/** Before there is a connection: what it does, who signs in, and everything that is agreed to. */
export function Connecting({ partner, signIn, wasEnded }: ConnectingProps) {
  return (
    <>
      {wasEnded && (
        <News>
          <Notice kind="success" title={i18n.t('console.partner.nowDisconnected')} />
        </News>
      )}
      <div class="partner-columns">
        <section class="surface surface-padded part" aria-label={i18n.t('console.partner.connectAccount')}>
          <h2>{i18n.t('console.partner.connectAccount')}</h2>
          <p>{i18n.t('console.partner.whatConnectingDoes')}</p>
          <WhoSignsIn />
          <SignInPart partner={partner} signIn={signIn} kind="primary" />
        </section>
        <section class="surface surface-padded part" aria-label={i18n.t('console.partner.whatYouAgreeTo')}>
          <h2>{i18n.t('console.partner.whatYouAgreeTo')}</h2>
          <Permissions permissions={partner.permissions} />
          <Roles roles={partner.roles} />
        </section>
      </div>
    </>
  )
}

function WhoSignsIn() {
  return (
    <div class="partner-group">
      <h3>{i18n.t('console.partner.whoSignsIn')}</h3>
      <ul class="partner-who">
        {who.map(({ icon, text }) => (
          <li key={text}>
            <Icon of={icon} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
