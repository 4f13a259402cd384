import type { PlanEntry } from '../contract.ts'
import { addressesOf, type Person } from '../person.ts'
import type { Contact, ContactField, PsaApi } from '../psa/api.ts'

/** One field with its old and its new value, as given: not in normal form. */
export type FieldChange = PlanEntry['fields'][number]

/** In the order in which changes are shown. */
export const fieldLabels = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  mobile: 'Mobile',
  title: 'Job title',
} as const satisfies Record<ContactField, string>
export const contactFields = Object.keys(fieldLabels) as ContactField[]

export type FieldValues = Record<ContactField, string | null>

/**
 * What we last wrote into a contact, by field: what was sent and what the PSA kept of it, both in its normal form.
 * They differ where a PSA changes what it is given; without both, such a field would be written every hour.
 */
export type Written = Partial<Record<ContactField, { sent: string; kept: string }>>

/** What a PSA says about its fields. */
export interface FieldRules {
  writable: readonly ContactField[]
  normal(field: ContactField, value: string): string
}

export function fieldRulesOf(api: Pick<PsaApi, 'writable' | 'normal'>): FieldRules {
  return {
    writable: api.writable ?? [],
    normal: (field, value) => api.normal?.(field, value) ?? value.trim(),
  }
}

const filled = (value: string | null | undefined): string | null => value?.trim() || null

/** A person's values as a contact holds them; null = blank in Entra. */
export function valuesOf(person: Person): FieldValues {
  const email = addressesOf(person)[0] ?? null
  return {
    name: filled(person.displayName) ?? person.userPrincipalName,
    email,
    phone: filled(person.businessPhone),
    mobile: filled(person.mobilePhone),
    title: filled(person.jobTitle),
  }
}

/** A value in the PSA's normal form; null = blank. */
export function normalised(rules: FieldRules, field: ContactField, value: string | null): string | null {
  const present = filled(value)
  return present === null ? null : filled(rules.normal(field, present))
}

/** A new e-mail, phone … of the person's, or null when there is nothing to write. */
function entered(rules: FieldRules, field: ContactField, wanted: FieldValues): string | null {
  return rules.writable.includes(field) && normalised(rules, field, wanted[field]) !== null
    ? wanted[field]
    : null
}

function change(field: ContactField, old: string | null, value: string): FieldChange {
  return { field, label: fieldLabels[field], old, new: value }
}

/** Fields of a new contact: all that Entra knows and the PSA can write. */
export function newFields(rules: FieldRules, wanted: FieldValues): FieldChange[] {
  return contactFields.flatMap((field) => {
    const value = entered(rules, field, wanted)
    return value === null ? [] : [change(field, null, value)]
  })
}

export interface FieldDecision {
  fields: FieldChange[]
  /** Fields whose value in the contact was typed by hand and stays. */
  kept: ContactField[]
}

/** First link: blanks are filled, everything else stays as it was typed. */
export function fillBlanks(rules: FieldRules, wanted: FieldValues, contact: Contact): FieldDecision {
  const decision: FieldDecision = { fields: [], kept: [] }
  for (const field of contactFields) {
    const value = entered(rules, field, wanted)
    if (value === null) continue
    const present = normalised(rules, field, contact[field])
    if (present === null) decision.fields.push(change(field, filled(contact[field]), value))
    else if (present !== normalised(rules, field, value)) decision.kept.push(field)
  }
  return decision
}

/**
 * Afterwards: written is what differs in Entra from what we last sent, and only into a value that is still
 * what the PSA kept of it. Never written yet counts as blank. A blank in Entra changes nothing.
 */
export function entraChanges(
  rules: FieldRules,
  wanted: FieldValues,
  contact: Contact,
  written: Written,
): FieldDecision {
  const decision: FieldDecision = { fields: [], kept: [] }
  for (const field of contactFields) {
    const value = entered(rules, field, wanted)
    if (value === null) continue
    const next = normalised(rules, field, value)
    const present = normalised(rules, field, contact[field])
    if (next === present || next === (written[field]?.sent ?? null)) continue
    if (present === (written[field]?.kept ?? null))
      decision.fields.push(change(field, filled(contact[field]), value))
    else decision.kept.push(field)
  }
  return decision
}

/** What is ours in a contact at its first link: the values that equal Entra's already. */
export function alreadyEqual(rules: FieldRules, wanted: FieldValues, contact: Contact): Written {
  const written: Written = {}
  for (const field of contactFields) {
    const value = entered(rules, field, wanted)
    const sent = value === null ? null : normalised(rules, field, value)
    if (sent !== null && normalised(rules, field, contact[field]) === sent)
      written[field] = { sent, kept: sent }
  }
  return written
}

/**
 * What is ours after a write: what was sent and what the answer shows. A field that stayed blank was not written,
 * so the next plan tries it again.
 */
export function afterWrite(rules: FieldRules, fields: readonly FieldChange[], answer: Contact): Written {
  const written: Written = {}
  for (const field of contactFields) {
    const value = fields.find((entry) => entry.field === field)?.new ?? null
    const sent = normalised(rules, field, value)
    const kept = normalised(rules, field, answer[field])
    if (sent !== null && kept !== null) written[field] = { sent, kept }
  }
  return written
}
