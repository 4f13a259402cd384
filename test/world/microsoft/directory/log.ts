/** Something that was done to the tenant through Graph. */
export interface DirectoryEntry {
  /** ISO 8601 */
  at: string
  /** Client id of the app that did it */
  appId: string
  operation: 'Update user' | 'Reset user password' | 'Disable account' | 'Enable account' | 'Revoke sessions'
  userId: string
}
