import * as v from 'valibot'
import { tenantLink } from '#shared/admin-links.ts'
import { isFreeSku, isMailboxPlan, productName } from '#shared/licences.ts'
import type { Person } from '#shared/person.ts'
import { cloudNameOf } from '../../graph/clouds.ts'
import { groupsOf } from '../../store/groups.ts'
import { licenceRows } from '../../store/overview.ts'
import { ObjectId, parserOf } from '../../sync/parse-item.ts'
import { readAll } from '../../sync/resource.ts'
import { type Asking, type Option, option, wholeSource } from './source.ts'

const Units = v.optional(v.nullable(v.number()), 0)
/** https://learn.microsoft.com/graph/api/resources/subscribedsku */
const Sku = v.object({
  skuId: ObjectId,
  skuPartNumber: v.nullish(v.string()),
  capabilityStatus: v.nullish(v.string()),
  appliesTo: v.nullish(v.string()),
  consumedUnits: Units,
  prepaidUnits: v.nullish(v.object({ enabled: Units, warning: Units })),
  servicePlans: v.nullish(v.array(v.object({ servicePlanName: v.nullish(v.string()) }))),
})
type Sku = v.InferOutput<typeof Sku>
const parseSku = parserOf(Sku, 'subscribedSku')
const skuSelect = Object.keys(Sku.entries).join(',')

const State = v.object({ skuId: ObjectId, assignedByGroup: v.nullish(ObjectId) })
type State = v.InferOutput<typeof State>
const parseHolder = parserOf(v.object({ licenseAssignmentStates: v.nullish(v.array(State)) }), 'user')

async function readSkus({ graph, deps, tenant }: Asking) {
  const [skus, rows] = await Promise.all([
    readAll(graph, `/subscribedSkus?$select=${skuSelect}`, parseSku),
    licenceRows(deps, tenant.id),
  ])
  const known = new Map(rows.map(({ skuId, name }) => [skuId, name]))
  return skus.map((sku) => {
    const { skuId, skuPartNumber } = sku
    return { ...sku, name: known.get(skuId) ?? productName(skuId, skuPartNumber ?? '') }
  })
}

async function readStates({ graph }: Asking, person: Person | null): Promise<State[]> {
  if (!person) return []
  const user = parseHolder(await graph.get(`/users/${person.id}?$select=licenseAssignmentStates`))
  return user.licenseAssignmentStates ?? []
}

/** Products of the tenant with the seats that are left; what cannot be given says why. */
export const assignableLicences = wholeSource(
  ['LicenseAssignment.Read.All', 'User.Read.All'],
  async (asking) => {
    const [skus, states] = await Promise.all([readSkus(asking), readStates(asking, asking.person)])
    const held = new Set(states.filter((state) => !state.assignedByGroup).map(({ skuId }) => skuId))
    const link = tenantLink('licences', asking.tenant, cloudNameOf(asking.deps.env))
    return skus
      .filter(({ appliesTo }) => appliesTo !== 'Company')
      .map((sku) => option(sku.skuId, sku.name, { ...seats(sku, held.has(sku.skuId), link) }))
  },
)

function seats(sku: Sku, isHeld: boolean, link: string): Partial<Option> {
  const usable = (sku.prepaidUnits?.enabled ?? 0) + (sku.prepaidUnits?.warning ?? 0)
  const left = Math.max(0, usable - (sku.consumedUnits ?? 0))
  const isFree = isFreeSku(sku.skuId, sku.skuPartNumber ?? '')
  const detail = isFree ? 'free' : `${left} of ${usable} left`
  if (isHeld) return { detail, disabled: 'This person has it already.' }
  if (!['Enabled', 'Warning'].includes(sku.capabilityStatus ?? ''))
    return { detail, disabled: 'Its subscription has ended or is suspended.', link }
  return left > 0 ? { detail } : { detail, disabled: `None of ${usable} is left.`, link }
}

/** What the person has; what only a group gives says which group. */
export const removableLicences = wholeSource(
  ['LicenseAssignment.Read.All', 'User.Read.All', 'GroupMember.Read.All'],
  async (asking) => {
    const [skus, states] = await Promise.all([readSkus(asking), readStates(asking, asking.person)])
    const groupIds = [...new Set(states.flatMap(({ assignedByGroup }) => assignedByGroup ?? []))]
    const names = groupIds.length > 0 ? await groupsOf(asking.deps, asking.tenant.id).names(groupIds) : null
    return [...Map.groupBy(states, ({ skuId }) => skuId)].map(([skuId, all]) => {
      const sku = skus.find((one) => one.skuId === skuId)
      const groups = all.flatMap(({ assignedByGroup: id }) => (id ? (names?.get(id) ?? id) : []))
      const isDirect = all.some((state) => !state.assignedByGroup)
      const given = `The group ${groups.join(' and ')} gives it`
      return option(skuId, sku?.name ?? productName(skuId, ''), {
        detail: heldDetail(sku, isDirect && groups.length > 0 ? `${given} as well.` : null),
        disabled: isDirect ? null : `${given}: remove the person from that group.`,
      })
    })
  },
)

function heldDetail(sku: Sku | undefined, more: string | null): string | null {
  const hasMailbox = sku?.servicePlans?.some(({ servicePlanName }) => isMailboxPlan(servicePlanName))
  return [hasMailbox ? 'It carries the mailbox.' : null, more].filter(Boolean).join(' ') || null
}
