import * as v from 'valibot'
import { accountState, addressesOf, type Person } from '../person.ts'
import { type DimensionKind, dimensionKinds, dimensionNames } from './dimensions.ts'
import { createLeaveOut, type MailboxKind } from './leave-out.ts'
import type { LeaveOut } from './settings.ts'

const Values = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(256))), v.maxLength(200))
/** One dimension: values are OR-ed, an empty include means all, exclude wins. Compared without case. */
export const Dimension = v.object({ include: v.optional(Values, []), exclude: v.optional(Values, []) })
export type Dimension = v.InferOutput<typeof Dimension>

/**
 * A rule says which persons of a tenant belong to an organisation: dimensions are AND-ed.
 * A dimension without a default came later: absent, it limits nothing.
 */
export const Rule = v.object({
  userType: v.optional(Dimension, { include: ['Member'], exclude: [] }),
  department: v.optional(Dimension, { include: [], exclude: [] }),
  office: v.optional(Dimension),
  /** Of the mail address or of the sign-in name: either counts. */
  domain: v.optional(Dimension),
  /** Object ids; members of groups within a group count. */
  group: v.optional(Dimension),
  /** SKU ids. */
  licence: v.optional(Dimension),
  /** Which accounts by state. */
  enabled: v.optional(v.picklist(['enabledOnly', 'all']), 'enabledOnly'),
})
export type Rule = v.InferOutput<typeof Rule>

/** What judging needs to know beside the person; ids in lower case. */
export interface RuleContext {
  /** The groups among those that rules name whose member the person is, through other groups too. */
  groupsOfPerson(personId: string): ReadonlySet<string>
  /** Groups whose members nobody has read yet: whom they concern cannot be said. */
  unreadGroups: ReadonlySet<string>
  groupName(groupId: string): string | null
  productName(skuId: string): string | null
  /** Null = not known; asked where accounts that are nobody's are left out. */
  mailboxKind(personId: string): MailboxKind | null
}
const nobody: ReadonlySet<string> = new Set()
/** Enough where no rule names a group. */
export const withoutGroups: RuleContext = {
  groupsOfPerson: () => nobody,
  unreadGroups: nobody,
  groupName: () => null,
  productName: () => null,
  mailboxKind: () => null,
}

/** Whether a person belongs, and why or why not, in words. */
export interface Verdict {
  belongs: boolean
  reason: string
  /** Belongs by the rule, and it is not known whether it is a person: why. */
  unsure?: string
}
export type Judge = (person: Person) => Verdict
const out = (reason: string): Verdict => ({ belongs: false, reason })

/** Prepares a rule once, so that judging a person costs the same however long its lists are. */
export function compile(rule: Rule, context: RuleContext = withoutGroups): Judge {
  const unread = unreadReason(rule, context)
  const tests = dimensionNames.flatMap((name) => {
    const dimension = rule[name]
    if (name === 'group' && unread !== null) return [() => out(unread)]
    return dimension ? [compileDimension(dimensionKinds[name], dimension, context)] : []
  })
  return (person) => {
    const state = accountState(person)
    if (state === 'deleted') return out('Deleted in Entra')
    if (rule.enabled === 'enabledOnly' && state === 'blocked') return out('The account is disabled')
    const grounds: string[] = []
    for (const test of tests) {
      const { belongs, reason } = test(person)
      if (!belongs) return out(reason)
      if (reason !== '') grounds.push(reason)
    }
    if (addressesOf(person).length === 0) return out('Has no e-mail address')
    const account = `${person.userType} account, ${person.accountEnabled ? 'enabled' : 'disabled'}`
    return { belongs: true, reason: grounds.join('; ') || account }
  }
}

/** The rule, and who is left out although it takes them. */
export function compileWith(rule: Rule, leaveOut: LeaveOut, context: RuleContext): Judge {
  const judgeRule = compile(rule, context)
  const judgeAccount = createLeaveOut(leaveOut, context.mailboxKind)
  return (person) => {
    const verdict = judgeRule(person)
    const left = verdict.belongs ? judgeAccount(person) : null
    if (!left) return verdict
    return left.kind === 'out' ? out(left.reason) : { ...verdict, unsure: left.reason }
  }
}

/** Whether a rule takes a person. Who has no e-mail address cannot become a contact and is left out by every rule. */
export function judge(person: Person, rule: Rule, context: RuleContext = withoutGroups): Verdict {
  return compile(rule, context)(person)
}

/** Dimensions that clients of earlier versions do not know. */
const later = ['office', 'domain', 'group', 'licence'] as const

/**
 * A saved rule as a client changed it: a dimension that the client did not send stays as it was, since it may not know
 * it. Dimensions that limit nothing are left out.
 */
export function mergeRule(saved: Rule | null, sent: Rule): Rule {
  const { userType, department, enabled } = sent
  const merged: Rule = { userType, department, enabled }
  for (const name of later) {
    const dimension = sent[name] ?? saved?.[name]
    if (dimension && dimension.include.length + dimension.exclude.length > 0) merged[name] = dimension
  }
  return merged
}

/** The ids of the groups that a rule names, in lower case. */
export function groupsNamedBy({ group }: Rule): string[] {
  return group ? [...keysOf(dimensionKinds.group, [...group.include, ...group.exclude]).keys()] : []
}

/** A value that is blank names nothing, so it is as if it were not there. In order: who writes a list may shuffle it. */
function keysOf(kind: DimensionKind, values: readonly string[]): Map<string, string> {
  const pairs = values.map((value) => [kind.key(value), value] as const).filter(([key]) => key !== '')
  return new Map(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function compileDimension(kind: DimensionKind, dimension: Dimension, context: RuleContext): Judge {
  const include = keysOf(kind, dimension.include)
  const exclude = keysOf(kind, dimension.exclude)
  const namesOf = (values: Iterable<string>) => [...values].map((value) => kind.name(value, context))
  const wanted = namesOf(include.values())
  return (person) => {
    const has = keysOf(kind, [...kind.of(person, context)])
    for (const [key, value] of has) {
      if (exclude.has(key)) return out(kind.leftOut(kind.name(value, context), person))
    }
    if (include.size === 0) return { belongs: true, reason: '' }
    for (const [key, value] of has) {
      if (include.has(key)) return { belongs: true, reason: kind.taken(kind.name(value, context)) }
    }
    return out(kind.missing(namesOf(has.values()), wanted, person))
  }
}

function unreadReason(rule: Rule, { unreadGroups, groupName }: RuleContext): string | null {
  const unread = groupsNamedBy(rule).find((id) => unreadGroups.has(id))
  return unread ? `The members of the group ${groupName(unread) ?? unread} have not been read yet` : null
}
