import type { ErrorEntry } from './entry.ts'

/** A tenant, its consents and its applications. */
export const tenantErrors = {
  'consent.declined': {
    status: 400,
    retry: 'afterFix',
    text: 'Consent was declined.',
    next: 'Start the connection again: a Global Administrator of the customer accepts on Microsoft’s page.',
  },
  'consent.notAdmin': {
    status: 400,
    retry: 'afterFix',
    text: 'The person who agreed may not consent for the whole organisation.',
    next: 'Send the link to a Global Administrator of the customer.',
  },
  'consent.expired': {
    status: 400,
    retry: 'afterFix',
    text: 'This link was used already or is too old.',
    next: 'Start the connection again.',
  },
  'consent.otherTenant': {
    status: 400,
    retry: 'afterFix',
    text: 'Consent was given for another tenant than the one expected.',
    next: 'Start again and sign in with an administrator of the right tenant.',
  },
  'consent.neverUsable': {
    status: 409,
    retry: 'afterFix',
    text: 'The consent was given but did not become usable within three days.',
    next: 'Ask for it again; the customer may have removed the application meanwhile.',
  },
  'consent.failed': {
    status: 400,
    retry: 'afterFix',
    text: 'Microsoft did not complete the consent.',
    next: 'Start the connection again.',
  },
  'tenant.pending': {
    status: 409,
    retry: 'later',
    text: 'The consent has not reached all of Microsoft’s servers yet.',
    next: 'Nothing to do: it is tried again by itself.',
  },
  'tenant.consentMissing': {
    status: 409,
    retry: 'afterFix',
    text: 'Consent for this tenant is missing or was withdrawn.',
    next: 'Connect the tenant again.',
  },
  'tenant.secretInvalid': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft refused the application’s secret: it is wrong.',
    next: 'An administrator sets the client secret again: its value, not its id. The sync goes on by itself then.',
  },
  'tenant.secretExpired': {
    status: 409,
    retry: 'afterFix',
    text: 'The application’s secret has expired.',
    next: 'An administrator makes a new client secret and sets it. The sync goes on by itself then.',
  },
  'tenant.certificateUnknown': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft does not accept the application’s certificate: it is not registered, or not known everywhere yet.',
    next: 'If it was added within the hour, nothing to do. Otherwise an administrator adds it to the application in Entra.',
  },
  'tenant.certificateExpired': {
    status: 409,
    retry: 'afterFix',
    text: 'The application’s certificate has expired.',
    next: 'An administrator adds a new certificate to the application in Entra and sets it. The sync goes on by itself then.',
  },
  'tenant.gone': {
    status: 409,
    retry: 'no',
    text: 'Microsoft does not know this tenant any more: it was deleted.',
    next: 'If the customer has left, disconnect the tenant.',
  },
  'tenant.blocked': {
    status: 409,
    retry: 'afterFix',
    text: 'A Conditional Access policy of the customer blocks the application.',
    next: 'The customer’s administrator excludes the application from that policy.',
  },
  'tenant.disabled': {
    status: 409,
    retry: 'afterFix',
    text: 'The application is disabled in this tenant.',
    next: 'The customer’s administrator enables sign-in for it under Enterprise applications in Entra.',
  },
  'tenant.mfaNeeded': {
    status: 409,
    retry: 'afterFix',
    text: 'The customer asks for multi-factor authentication, which the sign-in did not have.',
    next: 'Connect the tenant again and sign in with multi-factor authentication.',
  },
  'tenant.notMember': {
    status: 409,
    retry: 'afterFix',
    text: 'The account that connects is not a member of this tenant.',
    next: 'Connect the tenant again with an administrator of that very tenant, not with a guest account.',
  },
  'tenant.signInEnded': {
    status: 409,
    retry: 'afterFix',
    text: 'The sign-in that reaches this tenant has ended.',
    next: 'Connect the tenant again.',
  },
  'tenant.consentAgain': {
    status: 409,
    retry: 'afterFix',
    text: 'This version needs a permission that the tenant has not granted yet.',
    next: 'Ask the customer for consent again; everything else goes on.',
  },
  'tenant.disconnected': {
    status: 409,
    retry: 'afterFix',
    text: 'This tenant was disconnected.',
    next: 'Connect it again to go on.',
  },
  'tenant.unsupported': {
    status: 409,
    retry: 'no',
    text: 'This kind of tenant does not offer change tracking.',
  },
  'tenant.noOperator': {
    status: 409,
    retry: 'afterFix',
    text: 'Actions are not set up for this tenant: the operator application has no consent.',
    next: 'An administrator adds the operator to the tenant.',
  },
} as const satisfies Record<string, ErrorEntry>
