import { useState } from 'preact/hooks'
import type { Output } from '#shared/contract.ts'
import { type Group, groupsOf, type Unmapped } from '../../mapping/group.ts'

/** As many names as one request compares. */
const most = 500

/** Only where nothing is certain or likely may an organisation be missing. */
export const mayBeMissing = ({ id }: Group) => id === 'nothing' || id === 'weak'

/** Tenants for which organisations are to be created. Who is mapped meanwhile is not chosen any more. */
export function useChosen(answer: Output<'mappings.suggest'> | undefined, hidden: ReadonlySet<string>) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const eligible = answer ? groupsOf(answer, hidden).filter(mayBeMissing) : []
  const all = eligible.flatMap(({ tenants }) => tenants)
  const chosen = all.filter(({ tenantId }) => ids.has(tenantId)).slice(0, most)
  const set = (tenants: readonly Unmapped[], isChosen: boolean) =>
    setIds((before) => {
      const next = new Set(before)
      for (const { tenantId } of tenants) {
        if (isChosen) next.add(tenantId)
        else next.delete(tenantId)
      }
      return next
    })
  return {
    chosen,
    has: (tenantId: string) => ids.has(tenantId),
    hasAll: ({ tenants }: Group) => tenants.every(({ tenantId }) => ids.has(tenantId)),
    set,
    clear: () => setIds(new Set()),
  }
}
