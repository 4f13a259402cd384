import type { PersonChange } from '#shared/contract.ts'
import { productName } from '#shared/licences.ts'
import { personFieldLabels } from '#shared/person.ts'
import { groupsOf } from '../store/groups.ts'
import { licenceRows } from '../store/overview.ts'
import { listChanges } from '../store/person-change-rows.ts'
import { getTenant } from '../store/tenants.ts'
import type { Handlers } from './handlers.ts'

const pageSize = 50

export const changeHandlers = {
  'changes.list': async ({ tenantId, after }, call) => {
    await getTenant(call, tenantId)
    const [rows, products] = await Promise.all([
      listChanges(call, tenantId, after, pageSize + 1),
      licenceRows(call, tenantId),
    ])
    const page = rows.slice(0, pageSize)
    const groups = await groupsOf(call, tenantId).names(page.flatMap(idsIn))
    const nameOf = (id: string) =>
      groups.get(id) ?? products.find(({ skuId }) => skuId === id)?.name ?? productName(id, '')
    const changes = page.map(({ at, fields, ...row }) => ({
      ...row,
      at: new Date(at).toISOString(),
      fields: fields.map((change) => ({ ...inWords(change, nameOf), label: labelOf(change.field) })),
    }))
    return { changes, next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null }
  },
} satisfies Partial<Handlers>

type Change = Omit<PersonChange['fields'][number], 'label'>

const guid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
const isNamed = ({ field }: Change) => field === 'skuIds' || field === 'licences'

/** Products and groups are kept by their ids; people know them by name. */
function inWords(change: Change, nameOf: (id: string) => string): Change {
  if (!isNamed(change)) return change
  const named = (text: string | null) => text?.replace(guid, nameOf) ?? null
  return { ...change, old: named(change.old), new: named(change.new) }
}

function idsIn({ fields }: { fields: Change[] }): string[] {
  return fields.filter(isNamed).flatMap((change) => `${change.old} ${change.new}`.match(guid) ?? [])
}

/** A row of a newer or older version may name a field that this one does not know. */
function labelOf(field: string): string {
  return Object.hasOwn(personFieldLabels, field)
    ? personFieldLabels[field as keyof typeof personFieldLabels]
    : field
}
