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
      title="Microsoft 365 beside every ticket"
      action={
        <Button kind="primary" icon={icons.settings} onClick={() => openSettings()}>
          Set up Sidelight
        </Button>
      }
      note="Opens the settings in a tab. You need the address of your company’s Sidelight server."
    >
      Sidelight is not set up in this browser yet. It takes about two minutes.
    </EmptyState>
  )
}

export function SignedOut({ why }: { why: string | null }) {
  return (
    <EmptyState
      picture={<Mark size={72} />}
      title="Sign in to see your tenants"
      action={
        <Button kind="primary" icon={icons.signIn} onClick={() => openSettings('sign-in')}>
          Sign in with Microsoft
        </Button>
      }
      note="Opens the settings in a tab, and a window of login.microsoftonline.com from there."
    >
      {why ?? 'You are not signed in.'}
    </EmptyState>
  )
}
