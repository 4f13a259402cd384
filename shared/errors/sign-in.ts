import type { ErrorEntry } from './entry.ts'

/** Who asks, and what they may see and do. */
export const signInErrors = {
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
} as const satisfies Record<string, ErrorEntry>
