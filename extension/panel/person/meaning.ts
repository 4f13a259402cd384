import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { accountOf } from '../../account.ts'

/** What the state of an account means for the person, most telling first; a sentence each. */
export function meaningOf(view: PersonView): string[] {
  const { state, isGuest, isSynced } = accountOf(view)
  const kinds = [
    isGuest && i18n.t('panel.person.guestTheySignInWith'),
    isSynced && i18n.t('panel.person.masteredInOnPremisesActive'),
    view.person.isResourceAccount && i18n.t('panel.person.itStandsForDeviceOr'),
  ]
  return [states[state], ...kinds.filter((kind) => kind !== false)]
}

const states = {
  enabled: i18n.t('panel.person.accountOnMicrosoftMayStill'),
  // https://learn.microsoft.com/entra/identity/users/users-revoke-access
  blocked: i18n.t('panel.person.microsoftRefusesEverySignIn'),
  // https://learn.microsoft.com/entra/fundamentals/users-restore
  deleted: i18n.t('panel.person.microsoftKeepsDeletedAccountFor'),
}
