import { i18n } from '#i18n'
import { openSettings } from './places.ts'
import { Button } from './ui/button.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import * as icons from './ui/icons.ts'
import { Mark } from './ui/mark.tsx'

/** What stands in place of popup and full pages until somebody is signed in. */
export function NotSetUp() {
  return (
    <EmptyState
      picture={<Mark size={72} />}
      title={i18n.t('app.microsoft365BesideEveryTicket')}
      action={
        <Button kind="primary" icon={icons.settings} onClick={() => openSettings()}>
          {i18n.t('app.setUpSidelight')}
        </Button>
      }
      note={i18n.t('app.opensSettingsInTabYou')}
    >
      {i18n.t('app.sidelightNotSetUpIn')}
    </EmptyState>
  )
}

export function SignedOut({ why }: { why: string | null }) {
  return (
    <EmptyState
      picture={<Mark size={72} />}
      title={i18n.t('app.signInToSeeYour')}
      action={
        <Button kind="primary" icon={icons.signIn} onClick={() => openSettings('sign-in')}>
          {i18n.t('app.signInWithMicrosoft')}
        </Button>
      }
      note={i18n.t('app.opensSettingsInTabAnd')}
    >
      {why ?? i18n.t('app.youNotSignedIn')}
    </EmptyState>
  )
}
