import type { ErrorEntry } from './entry.ts'

/** The request itself, and the server that is to answer it. */
export const requestErrors = {
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
} as const satisfies Record<string, ErrorEntry>
