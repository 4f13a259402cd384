import { blockStep, resetStep, revokeStep } from '../bundle-steps/account.ts'
import { methodsStep } from '../bundle-steps/methods.ts'
import { rulesStep } from '../bundle-steps/rules.ts'
import { signInsStep } from '../bundle-steps/sign-ins.ts'
import { choice, toggle } from '../field.ts'
import { isNoGuest } from './define.ts'
import { defineInSteps } from './steps.ts'

const passwords = {
  shown: 'Reset, and show the new one once',
  hidden: 'Reset to one that nobody sees',
  no: 'Leave it',
}
const rules = { remove: 'Remove', disable: 'Switch off', leave: 'Only report' }

/** https://learn.microsoft.com/defender-office-365/responding-to-a-compromised-email-account */
export default defineInSteps({
  id: 'secure-account',
  title: 'Secure a compromised account',
  icon: 'shield',
  role: 'technician',
  permissions: [
    'User.EnableDisableAccount.All',
    'User.Read.All',
    'User.RevokeSessions.All',
    'User-PasswordProfile.ReadWrite.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'MailboxSettings.ReadWrite',
  ],
  // What is missing fails as its own step: half of it is better than nothing.
  requires: () => [],
  area: 'account',
  fields: {
    block: toggle('Block sign-in', { initial: true }),
    revoke: toggle('End all sessions', { initial: true }),
    password: choice('Password', passwords, 'shown'),
    methods: toggle('Remove MFA methods', { initial: true }),
    rules: choice('Inbox rules', rules, 'remove'),
  },
  danger: 'destructive',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: (person) => isNoGuest(person, 'This guest signs in at another organisation: secure it there.'),
  confirm: ({ displayName }) => `Secure the account of ${displayName}, step by step as chosen?`,
  button: 'Secure account',
  givesSecret: ({ password }) => password === 'shown',
  audit: ({ userPrincipalName }) => `Secured the account of ${userPrincipalName}`,
  unknownNext: 'Go on with what is missing: what is done is not done again.',

  steps: (person, values) => [
    blockStep(person, values.block),
    revokeStep(person, values.revoke),
    resetStep(person, values.password),
    methodsStep(person, values.methods),
    rulesStep(person, values.rules),
    signInsStep(person),
    {
      ...{ id: 'forwarding', title: 'Look for forwarding of the whole mailbox and hidden rules' },
      manual: { text: 'Microsoft shows them in Exchange alone.', centre: 'exchange' },
    },
  ],
})
