import type { ErrorEntry } from './entry.ts'

/** Ticket systems, and the address that alerts are sent to. */
export const psaErrors = {
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
} as const satisfies Record<string, ErrorEntry>
