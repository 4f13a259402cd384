import addToGroup from './add-to-group.ts'
import assignLicence from './assign-licence.ts'
import automaticReplies from './automatic-replies.ts'
import blockSignIn from './block-sign-in.ts'
import createPerson from './create-person.ts'
import type { ActionDefinition } from './define.ts'
import deletePerson from './delete-person.ts'
import editPhones from './edit-phones.ts'
import editProfile from './edit-profile.ts'
import offboard from './offboard.ts'
import removeFromGroup from './remove-from-group.ts'
import removeInboxRule from './remove-inbox-rule.ts'
import removeLicence from './remove-licence.ts'
import removeManager from './remove-manager.ts'
import removeMfaMethod from './remove-mfa-method.ts'
import reprocessLicences from './reprocess-licences.ts'
import resetMfa from './reset-mfa.ts'
import resetPassword from './reset-password.ts'
import restorePerson from './restore-person.ts'
import revokeSessions from './revoke-sessions.ts'
import secureAccount from './secure-account.ts'
import setManager from './set-manager.ts'
import swapLicence from './swap-licence.ts'
import temporaryAccessPass from './temporary-access-pass.ts'
import unblockSignIn from './unblock-sign-in.ts'

/** Every action, in menu order. */
export const actions: readonly ActionDefinition[] = [
  resetPassword,
  temporaryAccessPass,
  resetMfa,
  removeMfaMethod,
  blockSignIn,
  unblockSignIn,
  revokeSessions,
  assignLicence,
  swapLicence,
  removeLicence,
  reprocessLicences,
  addToGroup,
  removeFromGroup,
  editProfile,
  editPhones,
  setManager,
  removeManager,
  automaticReplies,
  removeInboxRule,
  secureAccount,
  offboard,
  createPerson,
  restorePerson,
  deletePerson,
]

export function actionOf(id: string): ActionDefinition | null {
  return actions.find((action) => action.id === id) ?? null
}
