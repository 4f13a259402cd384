import type { ErrorEntry } from './entry.ts'

/** What Microsoft Graph refuses, of whole tenants and of single persons. */
export const graphErrors = {
  'graph.denied': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft refused access.',
    next: 'Check that the permission was consented and that the application holds the directory role it needs.',
  },
  'graph.notFound': { status: 404, retry: 'no', text: 'Microsoft does not know this object.' },
  'graph.noMailbox': { status: 404, retry: 'no', text: 'There is no mailbox in Exchange Online.' },
  'graph.invalid': { status: 502, retry: 'no', text: 'Microsoft did not accept the request.' },
  'graph.throttled': { status: 503, retry: 'later', text: 'Microsoft is busy and asked us to wait.' },
  'graph.unavailable': { status: 503, retry: 'later', text: 'Microsoft did not answer.' },
  'graph.unknownOutcome': {
    status: 504,
    retry: 'no',
    text: 'Microsoft did not answer in time; whether it was done is not known.',
  },
  'graph.malformed': { status: 502, retry: 'later', text: 'Microsoft’s answer could not be read.' },
  'graph.unreadable': {
    status: 502,
    retry: 'later',
    text: 'Some of what Microsoft sent could not be read and was left out.',
  },
  'graph.resync': {
    status: 409,
    retry: 'later',
    text: 'The change history is too old; the tenant is read anew.',
  },
  'graph.noLicence': { status: 409, retry: 'no', text: 'The tenant has no licence for this.' },
  'mfa.kept': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft kept this method: the default one cannot go while there are others.',
    next: 'Remove the others first, or reset MFA, which does it in that order.',
  },
  'tap.policy': {
    status: 409,
    retry: 'afterFix',
    text: 'The tenant’s policy does not allow this Temporary Access Pass.',
    next: 'In Entra, under Authentication methods, enable Temporary Access Pass for this person, or choose a lifetime within its bounds.',
  },
  'licence.noneLeft': {
    status: 409,
    retry: 'afterFix',
    text: 'No licence of this product is left.',
    next: 'Buy one, or take one from somebody who does not need it.',
  },
  'licence.usageLocation': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft gives no licence to a person without a usage location.',
    next: 'Try again: the form asks for it then.',
  },
  'licence.inherited': {
    status: 409,
    retry: 'afterFix',
    text: 'A group gives this licence, so it cannot be taken from the person.',
    next: 'Remove the person from that group.',
  },
  'licence.refused': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft did not accept this change of licences: none is left, or a service of one product needs one of another.',
    next: 'Look at the choices again. Products that need each other are assigned together and removed together in the Microsoft 365 admin centre.',
  },
  'group.notEditable': {
    status: 409,
    retry: 'no',
    text: 'Microsoft does not let the members of this group be changed here.',
    next: 'Change them where the group is kept: on-premises Active Directory, the Exchange admin centre, or its rule.',
  },
  'account.conflict': {
    status: 409,
    retry: 'afterFix',
    text: 'Somebody else has this user name or one of these addresses.',
    next: 'Choose another one, or free it first.',
  },
} as const satisfies Record<string, ErrorEntry>
