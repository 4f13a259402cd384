import addToGroup from './add-to-group.ts'
import assignLicence from './assign-licence.ts'
import blockSignIn from './block-sign-in.ts'
import type { ActionDefinition } from './define.ts'
import offboard from './offboard.ts'
import removeFromGroup from './remove-from-group.ts'
import removeLicence from './remove-licence.ts'
import removeMfaMethod from './remove-mfa-method.ts'
import reprocessLicences from './reprocess-licences.ts'
import resetMfa from './reset-mfa.ts'
import resetPassword from './reset-password.ts'
import revokeSessions from './revoke-sessions.ts'
import secureAccount from './secure-account.ts'
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
  secureAccount,
  offboard,
]

export function actionOf(id: string): ActionDefinition | null {
  return actions.find((action) => action.id === id) ?? null
}
