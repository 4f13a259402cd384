import { addressesOf, type Person } from '../person.ts'
import type { FieldSpec, PsaApi } from '../psa/api.ts'
import type { Contact, ContactField, ContactValues, StandardField } from '../psa/contact.ts'
import type { FieldPolicies, FieldPolicy } from './settings.ts'

/** One field with its old and its new value, as given: not in normal form. */
export interface FieldChange {
  field: string
  label: string
  old: string | null
  new: string | null
}

/** In the order in which changes are shown. */
export const fieldLabels = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  mobile: 'Mobile',
  title: 'Job title',
  department: 'Department',
  office: 'Office',
  company: 'Company',
  street: 'Street',
  city: 'City',
  state: 'State',
  postalCode: 'Postal code',
  country: 'Country',
} as const satisfies Record<StandardField, string>

/**
 * What we last wrote into a contact, by field: what was sent and what the PSA kept of it, both in its normal form.
 * They differ where a PSA changes what it is given; without both, such a field would be written every hour.
 */
export type Written = Partial<Record<ContactField, { sent: string; kept: string }>>

/** What a PSA says about its fields, and what an administrator says about them. */
export interface FieldRules {
  specs: readonly FieldSpec[]
  policy(field: ContactField): FieldPolicy
  normal(field: ContactField, value: string): string
}

export function fieldRulesOf(
  api: Pick<PsaApi, 'fields' | 'normal'>,
  policies: FieldPolicies = {},
): FieldRules {
  const specs = api.fields ?? []
  return {
    specs,
    policy: (field) =>
      policies[field] ?? (specs.find(({ id }) => id === field)?.offAtFirst ? 'never' : 'default'),
    normal: (field, value) => api.normal?.(field, value) ?? value.trim(),
  }
}

export function labelOf({ specs }: Pick<FieldRules, 'specs'>, field: string): string {
  const own = specs.find(({ id }) => id === field)?.label
  return own ?? fieldLabels[field as StandardField] ?? field
}

const filled = (value: string | null | undefined): string | null => value?.trim() || null

/** A person's values as a contact holds them; null = blank in Entra. */
export function valuesOf(person: Person, specs: readonly FieldSpec[] = []): ContactValues {
  const own = specs.flatMap(({ id, from }) => (from ? [[id, sourceOf(person, from)] as const] : []))
  return {
    name: filled(person.displayName) ?? person.userPrincipalName,
    email: addressesOf(person)[0] ?? null,
    phone: filled(person.businessPhone),
    mobile: filled(person.mobilePhone),
    title: filled(person.jobTitle),
    department: filled(person.department),
    office: filled(person.officeLocation),
    company: filled(person.companyName),
    street: filled(person.streetAddress),
    city: filled(person.city),
    state: filled(person.state),
    postalCode: filled(person.postalCode),
    country: filled(person.country),
    ...Object.fromEntries(own),
  }
}

function sourceOf(person: Person, from: NonNullable<FieldSpec['from']>): string {
  return from === 'objectId' ? person.id : person.userPrincipalName
}

/** A value in the PSA's normal form; null = blank. */
export function normalised(
  rules: Pick<FieldRules, 'normal'>,
  field: ContactField,
  value: string | null | undefined,
): string | null {
  const present = filled(value)
  return present === null ? null : filled(rules.normal(field, present))
}

/** What Entra has for each field that may be written: a blank in Entra changes nothing. */
function entered(rules: FieldRules, wanted: ContactValues): { id: ContactField; value: string }[] {
  return rules.specs.flatMap(({ id }) => {
    const value = filled(wanted[id])
    return value === null || normalised(rules, id, value) === null ? [] : [{ id, value }]
  })
}

function change(
  rules: FieldRules,
  id: ContactField,
  old: string | null | undefined,
  value: string,
): FieldChange {
  return { field: id, label: labelOf(rules, id), old: filled(old), new: value }
}

/** Fields of a new contact: all that Entra knows and the PSA can write. */
export function newFields(rules: FieldRules, wanted: ContactValues): FieldChange[] {
  return entered(rules, wanted)
    .filter(({ id }) => id === 'name' || id === 'email' || rules.policy(id) !== 'never')
    .map(({ id, value }) => change(rules, id, null, value))
}

export interface FieldDecision {
  fields: FieldChange[]
  /** Fields whose value in the contact was typed by hand and stays. */
  kept: ContactField[]
}

/** Whether a field may be written over, is kept as it was typed, or has nothing to say. */
type Say = 'write' | 'keep' | 'nothing'

function decide(
  rules: FieldRules,
  wanted: ContactValues,
  contact: Contact,
  say: (id: ContactField, next: string | null, present: string | null) => Say,
): FieldDecision {
  const decision: FieldDecision = { fields: [], kept: [] }
  for (const { id, value } of entered(rules, wanted)) {
    const policy = rules.policy(id)
    const next = normalised(rules, id, value)
    const present = normalised(rules, id, contact.values[id])
    if (policy === 'never' || next === present) continue
    const said = say(id, next, present)
    if (said === 'write') decision.fields.push(change(rules, id, contact.values[id], value))
    if (said === 'keep') decision.kept.push(id)
  }
  return decision
}

/** First link: blanks are filled, everything else stays as it was typed, unless Entra always wins. */
export function fillBlanks(rules: FieldRules, wanted: ContactValues, contact: Contact): FieldDecision {
  return decide(rules, wanted, contact, (id, _next, present) =>
    present === null || rules.policy(id) === 'always' ? 'write' : 'keep',
  )
}

/**
 * Afterwards: written is what differs in Entra from what we last sent, and only into a value that is still
 * what the PSA kept of it, unless Entra always wins. Never written yet counts as blank.
 */
export function entraChanges(
  rules: FieldRules,
  wanted: ContactValues,
  contact: Contact,
  written: Written,
): FieldDecision {
  return decide(rules, wanted, contact, (id, next, present) => {
    const isOurs = present === (written[id]?.kept ?? null)
    const wins = rules.policy(id) === 'always'
    // What the PSA made of a value is not written again and again, whoever wins.
    if (next === (written[id]?.sent ?? null)) return wins && !isOurs ? 'write' : 'nothing'
    return isOurs || wins ? 'write' : 'keep'
  })
}

/** What is ours in a contact at its first link: the values that equal Entra's already. */
export function alreadyEqual(rules: FieldRules, wanted: ContactValues, contact: Contact): Written {
  const written: Written = {}
  for (const { id, value } of entered(rules, wanted)) {
    const sent = normalised(rules, id, value)
    if (sent !== null && normalised(rules, id, contact.values[id]) === sent)
      written[id] = { sent, kept: sent }
  }
  return written
}

/**
 * What is ours after a write: what was sent and what the answer shows. A field that stayed blank was not written,
 * so the next plan tries it again.
 */
export function afterWrite(rules: FieldRules, fields: readonly FieldChange[], answer: Contact): Written {
  const written: Written = {}
  for (const { id } of rules.specs) {
    const sent = normalised(rules, id, fields.find(({ field }) => field === id)?.new)
    const kept = normalised(rules, id, answer.values[id])
    if (sent !== null && kept !== null) written[id] = { sent, kept }
  }
  return written
}

/** Values of a change that belong into the contact: not its state, not its organisation. */
export function valuesToWrite(rules: FieldRules, fields: readonly FieldChange[]): ContactValues {
  const known = new Set<string>(rules.specs.map(({ id }) => id))
  return Object.fromEntries(
    fields.filter(({ field }) => known.has(field)).map((entry) => [entry.field, entry.new]),
  )
}

/** The state of a contact and its organisation are shown as fields, too. */
export const stateField = { field: 'active', label: 'Active' } as const
export const organisationField = { field: 'organisation', label: 'Organisation' } as const
export const activated: FieldChange = { ...stateField, old: 'No', new: 'Yes' }
export const deactivated: FieldChange = { ...stateField, old: 'Yes', new: 'No' }
