/**
 * Every error code of the product: HTTP status, whether trying again can help, and the words shown to people.
 * `text` says what did not happen and why; `next` is the step that mends it.
 * A code is `area.reason`; message text is never compared.
 */
type Retry = 'no' | 'later' | 'afterFix'
interface ErrorEntry {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 502 | 503 | 504
  retry: Retry
  text: string
  next?: string
}

export const errors = {
  internal: {
    status: 500,
    retry: 'later',
    text: 'Something went wrong on our side.',
    next: 'Try again. If it stays, give the request id to your administrator.',
  },

  'request.invalid': { status: 400, retry: 'no', text: 'The request is not valid.' },
  'request.tooLarge': { status: 413, retry: 'no', text: 'The request is too large.' },
  'request.unknownEndpoint': {
    status: 404,
    retry: 'no',
    text: 'There is no such endpoint.',
    next: 'The extension may be newer than the server: update the server.',
  },

  'auth.missing': { status: 401, retry: 'afterFix', text: 'You are not signed in.', next: 'Sign in.' },
  'auth.expired': { status: 401, retry: 'afterFix', text: 'Your sign-in has ended.', next: 'Sign in again.' },
  'auth.invalid': {
    status: 401,
    retry: 'afterFix',
    text: 'Your sign-in was not accepted.',
    next: 'Sign in again with an account of your own company.',
  },
  'auth.unavailable': {
    status: 503,
    retry: 'later',
    text: 'Microsoft sign-in keys could not be read, so sign-ins cannot be checked.',
    next: 'Try again in a minute.',
  },
  'access.role': {
    status: 403,
    retry: 'afterFix',
    text: 'Your role does not allow this.',
    next: 'Ask an administrator for a higher role.',
  },
  'access.notFound': {
    status: 404,
    retry: 'no',
    text: 'Not found.',
    next: 'It may have been removed, or it is not yours to see.',
  },
  'access.groupsUnknown': {
    status: 403,
    retry: 'afterFix',
    text: 'Technicians are limited by group here, and your sign-in does not say which groups you are in.',
    next: 'Microsoft leaves out long lists. An administrator limits you by person, or lets sign-ins name fewer groups (README).',
  },
  'access.noGroupClaims': {
    status: 409,
    retry: 'afterFix',
    text: 'Sign-ins do not name groups, so a limit of a group would not hold.',
    next: 'Add the groups claim to the API registration (README) and sign in again, or limit persons.',
  },

  'config.missing': {
    status: 503,
    retry: 'afterFix',
    text: 'The server is not set up completely.',
    next: 'An administrator sets the missing variable (see the README).',
  },
  'config.certificate': {
    status: 503,
    retry: 'afterFix',
    text: 'A certificate of the server cannot be used.',
    next: 'An administrator sets that variable again (see the README).',
  },
  'config.sealedByOtherKey': {
    status: 503,
    retry: 'afterFix',
    text: 'A stored key cannot be opened: the server’s sealing key is another one now.',
    next: 'An administrator sets the former key as SEALING_KEY_OLD, or connects the ticket system again.',
  },

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

  'partner.notConnected': {
    status: 409,
    retry: 'afterFix',
    text: 'No partner is connected.',
    next: 'An administrator connects the partner’s service account first.',
  },
  'partner.expired': {
    status: 400,
    retry: 'afterFix',
    text: 'This sign-in was used already or is too old.',
    next: 'Start connecting the partner again.',
  },
  'partner.declined': {
    status: 400,
    retry: 'afterFix',
    text: 'The sign-in was broken off, or its permissions were declined.',
    next: 'Start again and accept the permissions that are listed before the sign-in.',
  },
  'partner.failed': {
    status: 400,
    retry: 'afterFix',
    text: 'Microsoft did not complete the sign-in of the partner.',
    next: 'Start again. If it stays, check the partner application’s registration (README).',
  },
  'partner.otherTenant': {
    status: 400,
    retry: 'afterFix',
    text: 'That account belongs to another tenant than your own.',
    next: 'Start again and sign in with the service account of your own company.',
  },
  'partner.noMfa': {
    status: 409,
    retry: 'afterFix',
    text: 'The sign-in had no multi-factor authentication that Microsoft accepts: for partners only Entra’s own counts.',
    next: 'Register Entra’s multi-factor authentication for the service account, ask for it by a Conditional Access policy, and sign in again.',
  },
  'partner.notAdminAgent': {
    status: 409,
    retry: 'afterFix',
    text: 'The account is not a member of the group AdminAgents of your tenant.',
    next: 'Give it the role Admin agent in Partner Center, wait some minutes and sign in again.',
  },
  'partner.noAccess': {
    status: 409,
    retry: 'afterFix',
    text: 'Partner Center does not let this account act for customers.',
    next: 'Check that your company takes part in the Cloud Solution Provider programme and that the account is an Admin agent.',
  },
  'partner.notConsented': {
    status: 409,
    retry: 'afterFix',
    text: 'The partner application’s permissions in your own tenant are missing or were withdrawn.',
    next: 'Connect the partner again and accept the permissions.',
  },
  'partner.blocked': {
    status: 409,
    retry: 'afterFix',
    text: 'A Conditional Access policy blocks the partner’s account.',
    next: 'Exclude service providers from that policy, or let the account meet it: in the customer’s tenant their administrator does that, in your own you do.',
  },
  'partner.mfaNeeded': {
    status: 409,
    retry: 'afterFix',
    text: 'Multi-factor authentication is asked for that the partner’s sign-in did not have.',
    next: 'Connect the partner again and sign in with multi-factor authentication.',
  },
  'partner.guest': {
    status: 409,
    retry: 'afterFix',
    text: 'Microsoft does not let the partner’s account into this tenant: it is a guest there, or in no group with access.',
    next: 'The customer’s administrator removes the guest account of your service account; check its security groups too. Then try again.',
  },
  'partner.noPrincipal': {
    status: 409,
    retry: 'afterFix',
    text: 'The application is not in this customer’s tenant.',
    next: 'Take the customer in again: it is put there anew.',
  },
  'partner.consentWithdrawn': {
    status: 409,
    retry: 'afterFix',
    text: 'The customer’s consent to the partner application is missing or was withdrawn.',
    next: 'Take the customer in again: it is asked for anew through Partner Center.',
  },
  'partner.revoked': {
    status: 409,
    retry: 'afterFix',
    text: 'The partner’s sign-in was revoked: its password changed, it was disabled, or an administrator ended its sessions.',
    next: 'Connect the partner again. Tenants that are connected go on meanwhile.',
  },
  'partner.lapsed': {
    status: 409,
    retry: 'afterFix',
    text: 'The partner’s sign-in has ended, because it was not used for 90 days or a policy limits how long it lasts.',
    next: 'Connect the partner again. Tenants that are connected go on meanwhile.',
  },
  'partner.relationshipEnded': {
    status: 409,
    retry: 'afterFix',
    text: 'There is no active admin relationship with this customer any more. Nothing was removed.',
    next: 'Ask the customer for a new one in Partner Center; the sync goes on by itself then, or connect the tenant by its own consent.',
  },
  'partner.roleMissing': {
    status: 409,
    retry: 'afterFix',
    text: 'The partner’s account lacks a role in this customer’s tenant.',
    next: 'Look at the customer’s roles: each says what is missing and where to mend it. New roles need some minutes to work.',
  },
  'partner.notCustomer': {
    status: 409,
    retry: 'afterFix',
    text: 'Partner Center does not know this customer.',
    next: 'Check in Partner Center that the reseller relationship still stands.',
  },
  'partner.notYet': {
    status: 409,
    retry: 'later',
    text: 'What was granted has not reached all of Microsoft’s servers yet.',
    next: 'Nothing to do: it is tried again by itself.',
  },
  'partner.neverUsable': {
    status: 409,
    retry: 'afterFix',
    text: 'What was granted did not become usable within some hours.',
    next: 'Take the customer in again. If it stays, look in its tenant whether the application is blocked.',
  },
  'partner.throttled': { status: 503, retry: 'later', text: 'Partner Center is busy and asked us to wait.' },
  'partner.unavailable': { status: 503, retry: 'later', text: 'Partner Center did not answer.' },
  'partner.malformed': { status: 502, retry: 'later', text: 'Partner Center’s answer could not be read.' },
  'partner.refused': {
    status: 502,
    retry: 'no',
    text: 'Partner Center did not accept the request.',
    next: 'Try again later. If it stays, take the customer in by its own consent.',
  },

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

  'psa.notConnected': {
    status: 404,
    retry: 'afterFix',
    text: 'This ticket system is not connected.',
    next: 'An administrator connects it in the extension’s settings.',
  },
  'psa.address': { status: 400, retry: 'no', text: 'This is not an address of that ticket system.' },
  'psa.keyRefused': {
    status: 409,
    retry: 'afterFix',
    text: 'The ticket system refused the API key.',
    next: 'Check that the key is whole, has not expired and belongs to this account.',
  },
  'psa.permission': {
    status: 409,
    retry: 'afterFix',
    text: 'The API key lacks a permission.',
    next: 'Give the key the permissions listed in the README.',
  },
  'psa.notFound': { status: 404, retry: 'no', text: 'The ticket system does not know this.' },
  'psa.rejected': { status: 422, retry: 'no', text: 'The ticket system did not accept the data.' },
  'psa.throttled': { status: 503, retry: 'later', text: 'The ticket system is busy and asked us to wait.' },
  'psa.unavailable': { status: 503, retry: 'later', text: 'The ticket system did not answer.' },
  'psa.unknownOutcome': {
    status: 504,
    retry: 'later',
    text: 'The ticket system did not answer in time; whether it was done is checked before the next try.',
  },
  'psa.malformed': { status: 502, retry: 'later', text: 'The ticket system’s answer could not be read.' },
  'psa.disconnected': {
    status: 409,
    retry: 'afterFix',
    text: 'This ticket system was disconnected.',
    next: 'An administrator connects it again; mappings and links are still there.',
  },
  'psa.untried': {
    status: 409,
    retry: 'afterFix',
    text: 'This was not tried in your account of the ticket system yet.',
    next: 'An administrator runs the trial in the settings of the ticket system.',
  },
  'psa.unsupported': { status: 409, retry: 'no', text: 'This ticket system cannot do that.' },

  'mapping.inUse': {
    status: 409,
    retry: 'no',
    text: 'Contacts of this mapping are already linked to that organisation.',
    next: 'Remove the mapping first.',
  },
  'mapping.taken': {
    status: 409,
    retry: 'no',
    text: 'This organisation is already mapped.',
  },
  'mapping.linked': {
    status: 409,
    retry: 'no',
    text: 'Contacts are linked through this mapping.',
    next: 'Remove it and keep the contacts: they stay as they are and are no longer kept up to date.',
  },
  'mapping.changed': {
    status: 409,
    retry: 'afterFix',
    text: 'The organisations of this tenant have changed since you saw them.',
    next: 'Look again, then repeat.',
  },
  'mapping.busy': {
    status: 409,
    retry: 'later',
    text: 'Contacts of this organisation are being written right now.',
    next: 'Try again in a few minutes.',
  },
  'mapping.groupGone': {
    status: 409,
    retry: 'afterFix',
    text: 'The rules name a group that the tenant does not have any more.',
    next: 'Change the rule: until then nobody is in that group.',
  },
  'mapping.groupUnread': {
    status: 409,
    retry: 'afterFix',
    text: 'The members of a group that the rules name have not been read yet.',
    next: 'They come with the next sync of the tenant. If it stays, the tenant has not granted reading groups.',
  },
  'mapping.exists': {
    status: 409,
    retry: 'no',
    text: 'The ticket system already has an organisation of that name.',
    next: 'Map the tenant to it, or choose another name.',
  },
  'mapping.creating': {
    status: 409,
    retry: 'later',
    text: 'The organisation of this tenant is being created, or was a moment ago and the answer was lost.',
    next: 'Repeat it in two minutes: a second one is never made.',
  },
  'mapping.surveying': {
    status: 409,
    retry: 'later',
    text: 'The organisations of the ticket system are being read.',
    next: 'Look again in a minute.',
  },
  'plan.stopped': {
    status: 409,
    retry: 'afterFix',
    text: 'The run was stopped, because it would make many contacts inactive at once.',
    next: 'Look at the plan; approve it if it is right, or correct the rule.',
  },
  'plan.changed': {
    status: 409,
    retry: 'afterFix',
    text: 'The plan has changed since you saw it.',
    next: 'Look at the new plan and approve that.',
  },

  'webhook.address': { status: 400, retry: 'afterFix', text: 'Alerts cannot be sent to this address.' },
  'webhook.failed': {
    status: 502,
    retry: 'later',
    text: 'The receiver of alerts did not take the message.',
    next: 'Look at the receiver; the message is sent again by itself.',
  },
  'webhook.gone': {
    status: 409,
    retry: 'afterFix',
    text: 'The receiver of alerts said that it is gone for good, so nothing is sent to it any more.',
    next: 'Set the address of another receiver, or test this one: if it answers again, sending goes on.',
  },
  'webhook.givenUp': {
    status: 502,
    retry: 'afterFix',
    text: 'Messages were given up, because the receiver of alerts did not take them within three days.',
    next: 'The alerts stand in Sidelight. Look at the receiver and test it; then this notice ends.',
  },

  'action.notApplicable': { status: 409, retry: 'no', text: 'This action does not work for this person.' },
  'action.privileged': {
    status: 409,
    retry: 'no',
    text: 'This person holds a privileged role, so the action is refused here.',
    next: 'Use the Microsoft Entra admin centre.',
  },
  'action.self': {
    status: 409,
    retry: 'no',
    text: 'You cannot do this to your own account here.',
    next: 'Use your own account page or ask a colleague.',
  },
  'action.personChanged': {
    status: 409,
    retry: 'afterFix',
    text: 'The person has changed since you saw them.',
    next: 'Look again and confirm once more.',
  },
  'action.keyReused': { status: 422, retry: 'no', text: 'This request key was used for another request.' },
  'action.running': { status: 409, retry: 'later', text: 'The same action is still running.' },
  'action.values': { status: 422, retry: 'afterFix', text: 'The form is not filled in correctly.' },
  'action.otherTicket': {
    status: 409,
    retry: 'no',
    text: 'This ticket belongs to another customer than the person.',
    next: 'Open the person from a ticket of their own organisation.',
  },
  'action.notTyped': {
    status: 422,
    retry: 'afterFix',
    text: 'The sign-in name that was typed is not that of the person.',
    next: 'Type the sign-in name of the person, exactly as it is shown.',
  },
  'action.notVerified': {
    status: 422,
    retry: 'afterFix',
    text: 'How you made sure who asks for this is not said.',
    next: 'Call back on the number on record or ask the manager, then say here how you did it.',
  },
  'action.noTicket': {
    status: 422,
    retry: 'afterFix',
    text: 'Actions need a ticket here.',
    next: 'Open the person from their ticket and take the note with it.',
  },
  'action.noReason': {
    status: 422,
    retry: 'afterFix',
    text: 'Actions need a reason here.',
    next: 'Say in a few words why it is done.',
  },
  'action.quota': {
    status: 429,
    retry: 'later',
    text: 'You have done as much within an hour as an administrator allows.',
    next: 'Wait, ask a colleague, or ask an administrator to raise the limit.',
  },
  'action.busy': {
    status: 409,
    retry: 'later',
    text: 'Somebody is doing something to this person at this moment.',
    next: 'Wait a moment, look at the person again and then decide.',
  },
  'action.notResumable': {
    status: 409,
    retry: 'no',
    text: 'This cannot be gone on with.',
    next: 'Look at the person and begin anew with what is missing.',
  },
  'action.unknown': { status: 404, retry: 'no', text: 'There is no such action.' },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors

interface AppErrorOptions {
  /** What exactly, in words for the reader; appended to the code's text. Never a secret, never foreign markup. */
  detail?: string
  cause?: unknown
  retryAfterSeconds?: number
  /** https, where a person does it instead. */
  link?: string | undefined
}

/** The only error class. Raised by the edges; everything else lets it pass. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly link: string | undefined

  constructor(code: ErrorCode, { detail, cause, retryAfterSeconds, link }: AppErrorOptions = {}) {
    super(detail ? `${code}: ${detail}` : code, { cause })
    this.name = 'AppError'
    this.code = code
    this.detail = detail
    this.retryAfterSeconds = retryAfterSeconds
    this.link = link
  }
}

/** The words for a code, with the detail that belongs to this case. */
export function errorText(code: ErrorCode, detail?: string | null): string {
  const text = errors[code].text
  return detail ? `${text} ${detail}` : text
}

/** The step that mends it, if a person can take one. */
export function nextStep(code: ErrorCode): string | undefined {
  const entry: ErrorEntry = errors[code]
  return entry.next
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errors, value)
}
