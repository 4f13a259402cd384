import type { ErrorEntry } from './entry.ts'

/** Actions on persons. */
export const actionErrors = {
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
