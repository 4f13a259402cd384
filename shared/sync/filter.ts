import * as v from 'valibot'
import { accountState, addressesOf, type Person } from '../person.ts'

const Values = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(256))), v.maxLength(200))
/** One dimension: values are OR-ed, an empty include means all, exclude wins. Compared without case. */
export const Dimension = v.object({ include: v.optional(Values, []), exclude: v.optional(Values, []) })
export type Dimension = v.InferOutput<typeof Dimension>

/**
 * A rule says which persons of a tenant belong to an organisation: dimensions are AND-ed.
 * More dimensions (office, domain, group, licence) come as further optional fields.
 */
export const Rule = v.object({
  userType: v.optional(Dimension, { include: ['Member'], exclude: [] }),
  department: v.optional(Dimension, { include: [], exclude: [] }),
  /** Which accounts by state. */
  enabled: v.optional(v.picklist(['enabledOnly', 'all']), 'enabledOnly'),
})
export type Rule = v.InferOutput<typeof Rule>

/** Whether a person belongs, and why or why not, in words. */
export interface Verdict {
  belongs: boolean
  reason: string
}
const out = (reason: string): Verdict => ({ belongs: false, reason })

const plain = (value: string | null) => (value ?? '').trim().toLowerCase()

/** An empty value in a list names nothing, so it is as if it were not there. */
function takes({ include, exclude }: Dimension, value: string | null): 'in' | 'notIncluded' | 'excluded' {
  const present = plain(value)
  const names = (list: string[]) => list.map(plain).filter((entry) => entry !== '')
  if (present !== '' && names(exclude).includes(present)) return 'excluded'
  const wanted = names(include)
  return wanted.length === 0 || wanted.includes(present) ? 'in' : 'notIncluded'
}

/** "Dentistry, Finance and 3 more" */
function listed(values: string[], atMost = 5): string {
  const all = values.map((value) => value.trim()).filter((value) => value !== '')
  const shown = all.length > atMost ? [...all.slice(0, atMost), `${all.length - atMost} more`] : all
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

function departmentReason(rule: Dimension, department: string | null): string | null {
  const verdict = takes(rule, department)
  if (verdict === 'in') return null
  const name = department?.trim()
  if (verdict === 'excluded') return `Department is ${name}, which the rule leaves out`
  const wanted = `the rule takes ${listed(rule.include)}`
  return name ? `Department is ${name}, and ${wanted}` : `Has no department, and ${wanted}`
}

/** Whether a rule takes a person. Who has no e-mail address cannot become a contact and is left out by every rule. */
export function judge(person: Person, rule: Rule): Verdict {
  const state = accountState(person)
  if (state === 'deleted') return out('Deleted in Entra')
  if (rule.enabled === 'enabledOnly' && state === 'blocked') return out('The account is disabled')
  if (takes(rule.userType, person.userType) !== 'in') return out(`${person.userType} accounts are left out`)
  const elsewhere = departmentReason(rule.department, person.department)
  if (elsewhere) return out(elsewhere)
  if (addressesOf(person).length === 0) return out('Has no e-mail address')
  return { belongs: true, reason: belongingReason(person, rule) }
}

function belongingReason(person: Person, rule: Rule): string {
  const named = rule.department.include.some((value) => plain(value) === plain(person.department))
  if (person.department && named) return `Department is ${person.department.trim()}`
  return person.accountEnabled
    ? `${person.userType} account, enabled`
    : `${person.userType} account, disabled`
}
