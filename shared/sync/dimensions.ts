import type { Person } from '../person.ts'
import type { RuleContext } from './filter.ts'

/** By what a rule tells persons apart, in the order in which a person is judged. */
export const dimensionNames = ['userType', 'department', 'office', 'domain', 'group', 'licence'] as const
export type DimensionName = (typeof dimensionNames)[number]

/** One way of telling persons apart: what a person has of it, how values are compared, and the words. */
export interface DimensionKind {
  /** What a person has, as it stands in Entra. */
  of(person: Person, context: RuleContext): Iterable<string>
  /** How two values are compared. */
  key(value: string): string
  /** A value as people know it. */
  name(value: string, context: RuleContext): string
  /** Why in: by this value. */
  taken(name: string): string
  /** Why out: by this value. */
  leftOut(name: string, person: Person): string
  /** Why out: none of the values that the rule takes; `has` = what the person has instead. */
  missing(has: string[], wanted: string[], person: Person): string
}

const plain = (value: string) => value.trim().toLowerCase()
const domainKey = (value: string) => plain(value).replace(/^@+/, '')

/** "Dentistry, Finance and 3 more" */
function listed(values: readonly string[], joint: 'and' | 'or' = 'and', atMost = 5): string {
  const all = values.map((value) => value.trim()).filter((value) => value !== '')
  const shown = all.length > atMost ? [...all.slice(0, atMost), `${all.length - atMost} more`] : all
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)}`
}

/** A property of the person that can be blank, e.g. the department. */
function property(title: string, of: DimensionKind['of']): DimensionKind {
  return {
    of,
    key: plain,
    name: (value) => value.trim(),
    taken: (name) => `${title} is ${name}`,
    leftOut: (name) => `${title} is ${name}, which the rule leaves out`,
    missing: (has, wanted) => {
      const present = has.length > 0 ? `${title} is ${listed(has)}` : `Has no ${title.toLowerCase()}`
      return `${present}, and the rule takes ${listed(wanted)}`
    },
  }
}

function* domainsOf({ mail, userPrincipalName }: Person): Iterable<string> {
  for (const address of [mail, userPrincipalName]) {
    const at = address?.lastIndexOf('@') ?? -1
    if (address && at >= 0) yield address.slice(at + 1)
  }
}

export const dimensionKinds: Record<DimensionName, DimensionKind> = {
  userType: {
    ...property('User type', ({ userType }) => [userType]),
    // Nearly everyone is a member: it would say nothing.
    taken: () => '',
    leftOut: (_name, { userType }) => `${userType} accounts are left out`,
    missing: (_has, _wanted, { userType }) => `${userType} accounts are left out`,
  },
  department: property('Department', ({ department }) => [department ?? '']),
  office: property('Office', ({ officeLocation }) => [officeLocation ?? '']),
  domain: { ...property('Domain', domainsOf), key: domainKey, name: domainKey },
  group: {
    of: ({ id }, context) => context.groupsOfPerson(id),
    key: plain,
    name: (id, context) => context.groupName(plain(id)) ?? plain(id),
    taken: (name) => `Is in the group ${name}`,
    leftOut: (name) => `Is in the group ${name}, which the rule leaves out`,
    missing: (_has, wanted) => `Is in no group that the rule takes (${listed(wanted, 'or')})`,
  },
  licence: {
    of: ({ skuIds }) => skuIds,
    key: plain,
    name: (id, context) => context.productName(plain(id)) ?? plain(id),
    taken: (name) => `Has the licence ${name}`,
    leftOut: (name) => `Has the licence ${name}, which the rule leaves out`,
    missing: (_has, wanted) => `Has no licence that the rule takes (${listed(wanted, 'or')})`,
  },
}
