import type { ErrorEntry } from './entry.ts'

/** Organisations, mappings and their plans. */
export const mappingErrors = {
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
} as const satisfies Record<string, ErrorEntry>
