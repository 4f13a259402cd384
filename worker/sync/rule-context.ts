import { productName } from '#shared/licences.ts'
import { groupsNamedBy, type Rule, type RuleContext } from '#shared/sync/filter.ts'
import type { Deps } from '../env.ts'
import { groupsOf } from '../store/groups.ts'
import { mailboxKindsOf } from '../store/mailbox-rows.ts'
import { licenceRows } from '../store/overview.ts'

/** What judging the persons of a tenant by these rules needs to know. */
export interface TenantRuleContext extends RuleContext {
  /** Groups that the rules name and the tenant does not have. */
  goneGroups: ReadonlySet<string>
}

/** Reads the groups that the rules name, no others; a rule that names none costs one statement. */
export async function ruleContext(
  deps: Deps,
  tenantId: string,
  rules: readonly Rule[],
): Promise<TenantRuleContext> {
  const named = [...new Set(rules.flatMap(groupsNamedBy))]
  const products = new Map(
    (await licenceRows(deps, tenantId)).map(({ skuId, name }) => [skuId.toLowerCase(), name]),
  )
  const facts = await groupFacts(deps, tenantId, named)
  const { names, members } = facts
  const mailboxes = await mailboxKindsOf(deps, tenantId)
  return {
    mailboxKind: (personId) => mailboxes.get(personId) ?? null,
    unreadGroups: facts.unread,
    goneGroups: facts.gone,
    groupName: (id) => names.get(id) ?? (facts.gone.has(id) ? `that is gone, ${id}` : null),
    productName: (skuId) => products.get(skuId) ?? productName(skuId, skuId),
    groupsOfPerson: (personId) => new Set(named.filter((id) => members.get(id)?.has(personId))),
  }
}

/** A group whose members are not known is gone if the list of groups was read and does not have it; else unread. */
async function groupFacts(deps: Deps, tenantId: string, named: string[]) {
  const unread = new Set<string>()
  const gone = new Set<string>()
  if (named.length === 0) return { names: new Map<string, string>(), members: noMembers, unread, gone }
  const groups = groupsOf(deps, tenantId)
  const [names, members, areRead] = [
    await groups.names(named),
    await groups.transitiveMembers(named),
    await groups.areRead(),
  ]
  for (const id of named) {
    if (members.has(id)) continue
    if (areRead && !names.has(id)) gone.add(id)
    else unread.add(id)
  }
  return { names, members, unread, gone }
}

const noMembers: ReadonlyMap<string, Set<string>> = new Map()
