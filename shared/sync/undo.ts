import { activated, deactivated, type FieldChange, organisationField, stateField } from './contact-fields.ts'
import type { ChangeKind, PlanChange, PlanInput } from './plan.ts'

/** A change that was done, as it stands on record. */
export interface DoneChange {
  kind: ChangeKind
  personId: string
  displayName: string
  userPrincipalName: string
  contactId: string | null
  fields: readonly FieldChange[]
}

/** What takes a change back, and what of it stays, in words; either may be missing. */
export interface Undone {
  change: PlanChange | null
  remains: string | null
}

/**
 * Takes a change back as far as a PSA can: values that were written over are put back, new contacts become inactive, first
 * links go. A value that was blank stays filled, because a blank never erases; nothing is ever deleted.
 */
export function undoOf(done: DoneChange, can: PlanInput['can']): Undone {
  switch (done.kind) {
    case 'create':
      return can.deactivate
        ? { change: back(done, 'deactivate', [deactivated]), remains: 'The new contact stays, inactive.' }
        : { change: null, remains: 'The new contact stays: this ticket system cannot make it inactive.' }
    case 'link':
      return { change: back(done, 'unlink', can.update ? restored(done) : []), remains: filledWords(done) }
    case 'update': {
      const fields = can.update ? restored(done) : []
      return { change: fields.length > 0 ? back(done, 'update', fields) : null, remains: filledWords(done) }
    }
    case 'deactivate':
      return can.reactivate
        ? { change: back(done, 'reactivate', [activated]), remains: null }
        : {
            change: null,
            remains: 'The contact stays inactive: this ticket system cannot make it active again.',
          }
    case 'reactivate':
      return can.deactivate
        ? { change: back(done, 'deactivate', [deactivated]), remains: filledWords(done) }
        : { change: null, remains: 'The contact stays active.' }
    case 'move':
      return { change: null, remains: 'The person stays in the new organisation: the rules put them there.' }
    case 'unlink':
    case 'review':
      return { change: null, remains: null }
  }
}

const isState = ({ field }: FieldChange) => field === stateField.field || field === organisationField.field

function restored({ fields }: DoneChange): FieldChange[] {
  return fields
    .filter((entry) => !isState(entry) && entry.old !== null)
    .map((entry) => ({ ...entry, old: entry.new, new: entry.old }))
}

function filledWords({ fields }: DoneChange): string | null {
  const filled = fields.filter((entry) => !isState(entry) && entry.old === null)
  if (filled.length === 0) return null
  return `${filled.map(({ label }) => label).join(', ')} had been blank and stays filled.`
}

function back(done: DoneChange, kind: ChangeKind, fields: FieldChange[]): PlanChange {
  const { personId, displayName, userPrincipalName, contactId } = done
  const about = { personId, displayName, userPrincipalName, contactId }
  return { ...about, kind, fields, reason: 'Takes back what the last run did.', candidates: [] }
}
