import type { HandlerInput, Output } from '#shared/contract.ts'
import { createAssigner, type Ruled } from '#shared/sync/assign.ts'
import { mergeRule } from '#shared/sync/filter.ts'
import { defaultLeaveOut } from '#shared/sync/settings.ts'
import { groupsOf } from '../store/groups.ts'
import { type MappingRow, mappingsOf } from '../store/mappings.ts'
import { personPages } from '../store/mirror.ts'
import { getTenant } from '../store/tenants.ts'
import { ruleContext, type TenantRuleContext } from '../sync/rule-context.ts'
import type { Call, Handlers } from './handlers.ts'
import { createMoves, createPage, createTallies, type Tallies } from './rule-preview.ts'
import { ruleWarnings } from './rule-warnings.ts'

type Input = HandlerInput<'rules.preview'>
const most = { reasons: 200, values: 500, groups: 2000 }

export const ruleHandlers = {
  /**
   * By the functions that the sync assigns with. Persons are read a page at a time and none is kept: the tenant is
   * counted, and only the page asked for is returned. `after` is the id of the last person of the page before.
   */
  async 'rules.preview'(input, call) {
    await getTenant(call, input.tenantId)
    const lists = listsOf(await mappingsOf(call, input.tenantId), input)
    const rules = [...lists.present, ...lists.candidate].map(({ rule }) => rule)
    const context = await ruleContext(call, input.tenantId, rules)
    const candidate = createAssigner(lists.candidate, context)
    const page = createPage(input)
    const tallies = createTallies(context)
    const moves = createMoves(createAssigner(lists.present, context), candidate)
    for await (const persons of personPages(call, input.tenantId)) {
      for (const person of persons) {
        const verdict = candidate.verdict(person, lists.id)
        page.see(person, verdict)
        tallies.see(person, verdict)
        moves.see(person)
      }
    }
    return {
      ...page.shown(),
      ...moves.of(lists.id, lists.candidate),
      ...listsFor(tallies, context),
      warnings: ruleWarnings(lists.rule, tallies, context),
      groups: await groupChoices(call, input.tenantId, tallies),
    }
  },
} satisfies Partial<Handlers>

/** The tenant's mappings as they are, and with the rule in its place. Without an organisation it stands alone. */
function listsOf(mappings: readonly MappingRow[], { rule: sent, connectionId, organisationId }: Input) {
  const saved = mappings.find(
    (mapping) => mapping.connectionId === connectionId && mapping.organisationId === organisationId,
  )
  const rule = mergeRule(saved?.rule ?? null, sent)
  const id = saved?.id ?? 'new'
  const { organisationName = '', leaveOut = defaultLeaveOut } = saved ?? {}
  const mine: Ruled = { id, rule, leaveOut, organisationName }
  if (organisationId === undefined) return { id, rule, present: [], candidate: [mine] }
  const candidate: Ruled[] = saved
    ? mappings.map((mapping) => (mapping === saved ? mine : mapping))
    : [...mappings, mine]
  return { id, rule, present: mappings, candidate }
}

function listsFor({ reasons, of }: Tallies, context: TenantRuleContext) {
  return {
    reasons: reasons.list(most.reasons).map(({ value, count }) => ({ reason: value, count })),
    departments: of.department.list(most.values),
    offices: of.office.list(most.values),
    domains: of.domain.list(most.values),
    licences: of.licence
      .list(most.values)
      .map(({ value, count }) => ({ value, count, name: context.productName(value) ?? value })),
  }
}

/** Every group by name; how many persons are in it is known where a rule names it. */
async function groupChoices(
  call: Call,
  tenantId: string,
  { of }: Tallies,
): Promise<Output<'rules.preview'>['groups']> {
  const groups = await groupsOf(call, tenantId).all()
  return groups.slice(0, most.groups).map(({ id, displayName }) => ({
    value: id,
    name: displayName,
    count: of.group.count(id) || null,
  }))
}
