import type { Output } from '#shared/contract.ts'
import { type DimensionName, dimensionKinds, dimensionNames } from '#shared/sync/dimensions.ts'
import type { Rule } from '#shared/sync/filter.ts'
import type { TenantRuleContext } from '../sync/rule-context.ts'
import type { Tallies } from './rule-preview.ts'

type Warning = Output<'rules.preview'>['warnings'][number]

const nobody: Record<DimensionName, (name: string) => string> = {
  userType: (name) => `Nobody is of the user type ${name}.`,
  department: (name) => `Nobody has the department ${name}.`,
  office: (name) => `Nobody has the office ${name}.`,
  domain: (name) => `Nobody has an address at ${name}.`,
  group: (name) => `Nobody is in the group ${name}.`,
  licence: (name) => `Nobody holds the licence ${name}.`,
}

/** What a rule names and nobody in the tenant has: a typing error, or something that has gone since. */
export function ruleWarnings(rule: Rule, tallies: Tallies, context: TenantRuleContext): Warning[] {
  return dimensionNames.flatMap((dimension) => {
    const { include = [], exclude = [] } = rule[dimension] ?? {}
    const values = [...include, ...exclude].filter((value) => dimensionKinds[dimension].key(value) !== '')
    return values.flatMap((value) => {
      const text = warningFor(dimension, value, tallies, context)
      return text === null ? [] : [{ dimension, value, text }]
    })
  })
}

function warningFor(
  dimension: DimensionName,
  value: string,
  { of }: Tallies,
  context: TenantRuleContext,
): string | null {
  const kind = dimensionKinds[dimension]
  const name = kind.name(value, context)
  if (dimension === 'group' && context.goneGroups.has(kind.key(value))) {
    return `The group ${kind.key(value)} is gone: nobody is in it.`
  }
  if (dimension === 'group' && context.unreadGroups.has(kind.key(value))) {
    return `The members of the group ${name} are read after saving: until then nobody is judged by it.`
  }
  // Members are the common case, and a tenant without guests is none to warn about.
  if (dimension === 'userType' && /^(member|guest)$/i.test(value.trim())) return null
  return of[dimension].count(value) > 0 ? null : nobody[dimension](name)
}
