import { blockStep, resetStep, revokeStep } from '../bundle-steps/account.ts'
import { groupsStep } from '../bundle-steps/groups.ts'
import { licencesStep } from '../bundle-steps/licences.ts'
import { choice, toggle } from '../field.ts'
import { isHere } from './define.ts'
import { defineInSteps } from './steps.ts'

const mailboxes = {
  keep: 'Not settled yet: keep the licence that carries it',
  converted: 'It was converted to a shared mailbox',
  notNeeded: 'It is no longer needed and may be deleted',
}

/** https://learn.microsoft.com/microsoft-365/admin/add-users/remove-former-employee */
export default defineInSteps({
  id: 'offboard',
  title: 'Offboard',
  icon: 'personLeave',
  role: 'technician',
  permissions: [
    'User.RevokeSessions.All',
    'User-PasswordProfile.ReadWrite.All',
    'User.EnableDisableAccount.All',
    'User.Read.All',
    'GroupMember.ReadWrite.All',
    'LicenseAssignment.ReadWrite.All',
  ],
  requires: () => [],
  area: 'account',
  changes: ['person', 'licences', 'groups'],
  fields: {
    revoke: toggle('End all sessions', { initial: true }),
    reset: toggle('Reset the password to one that nobody sees', { initial: true }),
    block: toggle('Block sign-in', { initial: true }),
    groups: toggle('Remove from groups', { initial: true }),
    licences: toggle('Remove licences', { initial: true }),
    mailbox: choice('What becomes of the mailbox', mailboxes, 'keep', {
      ...{ label: 'What becomes of the mailbox', when: { field: 'licences', is: 'true' } },
      help: 'Without the licence that carries it, the mailbox is deleted after 30 days unless it was converted.',
    }),
  },
  danger: 'destructive',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: isHere,
  confirm: ({ displayName }) => `Offboard ${displayName}, step by step as chosen?`,
  button: 'Offboard',
  audit: ({ userPrincipalName }) => `Offboarded ${userPrincipalName}`,
  unknownNext: 'Go on with what is missing: what is done is not done again.',

  steps: (person, values) => [
    revokeStep(person, values.revoke),
    resetStep(person, values.reset ? 'hidden' : 'no'),
    blockStep(person, values.block),
    groupsStep(person, values.groups),
    licencesStep(person, values.licences, values.mailbox),
    {
      ...{ id: 'convert', title: 'Convert the mailbox to a shared one' },
      manual: { text: 'Before its licence goes, where the mailbox is kept.', centre: 'exchange' },
    },
    {
      ...{ id: 'forward', title: 'Forward mail or set an automatic reply' },
      manual: { text: 'Where somebody takes over.', centre: 'exchange' },
    },
    {
      ...{ id: 'delegate', title: 'Give a colleague access to the mailbox' },
      manual: { text: 'Where somebody takes over.', centre: 'exchange' },
    },
  ],
})
