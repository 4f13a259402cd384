import blockSignIn from './block-sign-in.ts'
import type { ActionDefinition } from './define.ts'
import resetPassword from './reset-password.ts'
import revokeSessions from './revoke-sessions.ts'
import unblockSignIn from './unblock-sign-in.ts'

/** Every action, in menu order. */
export const actions: readonly ActionDefinition[] = [
  resetPassword,
  blockSignIn,
  unblockSignIn,
  revokeSessions,
]

export function actionOf(id: string): ActionDefinition | null {
  return actions.find((action) => action.id === id) ?? null
}
