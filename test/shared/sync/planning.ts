import { expect } from 'vitest'
import type { Person } from '../../../shared/person.ts'
import type { FieldSpec } from '../../../shared/psa/api.ts'
import type { Contact, ContactField, ContactValues } from '../../../shared/psa/contact.ts'
import { type FieldRules, fieldRulesOf, type Written } from '../../../shared/sync/contact-fields.ts'
import {
  type ContactPlan,
  type Decision,
  type LeftOutPerson,
  type Link,
  type PlanChange,
  type PlanInput,
  planContacts,
} from '../../../shared/sync/plan.ts'
import type { FieldPolicies } from '../../../shared/sync/settings.ts'
import { person, tenantId } from '../plain-person.ts'

/** What tests of plans are made with: a PSA that can do everything and keeps telephone numbers as digits. */
export const specs: readonly FieldSpec[] = [
  { id: 'name' },
  { id: 'email' },
  { id: 'phone' },
  { id: 'mobile' },
  { id: 'title' },
]
function normal(field: ContactField, value: string): string {
  if (field === 'email') return value.trim().toLowerCase()
  return field === 'phone' || field === 'mobile' ? value.replace(/[^\d+]/g, '') : value.trim()
}
export const rulesWith = (policies: FieldPolicies = {}, fields = specs): FieldRules =>
  fieldRulesOf({ fields, normal }, policies)

export const everything = { create: true, update: true, deactivate: true, reactivate: true, move: true }

export const contact = (id: string, values: ContactValues = {}, over: Partial<Contact> = {}): Contact => ({
  id,
  organisationId: '101',
  active: true,
  ...over,
  values: { name: 'Someone', email: null, phone: null, mobile: null, title: null, ...values },
})

export const ours = (values: Record<string, string>): Written =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, { sent: value, kept: value }]),
  ) as Written

export const link = (
  personId: string,
  contactId: string,
  written: Record<string, string> = {},
  over: Partial<Link> = {},
): Link => ({ tenantId, personId, contactId, written: ours(written), active: true, ...over })

export const elsewhere = (sync: 'on' | 'paused' | 'off' = 'on'): Partial<Link> => ({
  elsewhere: { organisationName: 'East', sync },
})

export const decided = (
  personId: string,
  choice: Decision['choice'],
  contactId: string | null = null,
): ReadonlyMap<string, Decision> =>
  new Map([[personId, { choice, contactId, by: 'Vera Lindqvist on 2026-11-25' }]])

export const left = (personId: string, over: Partial<LeftOutPerson> = {}): LeftOutPerson => ({
  personId,
  displayName: 'Mara E',
  userPrincipalName: 'mara@contoso.example',
  reason: 'The account is disabled',
  kind: 'gone',
  ...over,
})

export const mara: Person = person({
  id: 'p1',
  displayName: 'Mara E',
  mail: 'Mara@contoso.example',
  businessPhone: '+1 555 01',
})
/** What a first link with a contact of Mara's leaves as ours. */
export const marasValues = { name: 'Mara E', email: 'mara@contoso.example', phone: '+155501' }
export const marasContact = (values: ContactValues = {}, over: Partial<Contact> = {}): Contact =>
  contact('c1', { name: 'Mara E', email: 'mara@contoso.example', phone: '+1 555 01', ...values }, over)

export const plan = (input: Partial<PlanInput>): ContactPlan =>
  planContacts({
    persons: [],
    contacts: [],
    links: [],
    rules: rulesWith(),
    can: everything,
    organisationName: 'West',
    ...input,
  })

/** The only change of a plan. */
export function only(input: Partial<PlanInput>): PlanChange {
  const { changes } = plan(input)
  const [change] = changes
  expect(changes).toHaveLength(1)
  if (!change) throw new Error('There is no change.')
  return change
}

/** Why nothing is done for the only person of a plan. */
export function untouched(input: Partial<PlanInput>): string {
  const { changes, unchanged } = plan(input)
  expect(changes).toEqual([])
  expect(unchanged).toHaveLength(1)
  return unchanged[0]?.reason ?? ''
}

export const pairs = ({ fields }: Pick<PlanChange, 'fields'>) =>
  fields.map(({ field, old, new: value }) => [field, old, value])
