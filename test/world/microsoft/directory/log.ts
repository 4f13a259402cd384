/** Something that was done to the tenant through Graph. */
export interface DirectoryEntry {
  /** ISO 8601 */
  at: string
  /** Client id of the app that did it */
  appId: string
  operation:
    | 'Update user'
    | 'Reset user password'
    | 'Disable account'
    | 'Enable account'
    | 'Revoke sessions'
    | 'Create Temporary Access Pass'
    | 'Delete authentication method'
    | 'Change user license'
    | 'Reprocess licenses'
    | 'Add member to group'
    | 'Remove member from group'
    | 'Set manager'
    | 'Remove manager'
    | 'Update mailbox settings'
    | 'Delete inbox rule'
    | 'Update inbox rule'
    | 'Add user'
    | 'Delete user'
    | 'Restore user'
  userId: string
  /** Id of what else was concerned: a group, a method, a rule, a product */
  target?: string
}
