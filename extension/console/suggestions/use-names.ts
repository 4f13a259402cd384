import { useState } from 'preact/hooks'
import { firstName } from '../../mapping/create-organisation.tsx'
import type { Unmapped } from '../../mapping/group.ts'
import { useSettled } from '../../mapping/use-settled.ts'
import { useRead } from '../../query.ts'
import { troublesOf, type Wanted } from './names.ts'

const settleMilliseconds = 400

/** The names of organisations to create: the tenants' at first, compared with each other and with those that are there. */
export function useNames(tenants: readonly Unmapped[], connectionId: string, system: string) {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(tenants.map(({ tenantId, tenantName }) => [tenantId, firstName(tenantName)])),
  )
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const wanted: Wanted[] = tenants
    .filter(({ tenantId }) => !leftOut.has(tenantId))
    .map(({ tenantId, tenantName }) => ({ tenantId, tenantName, name: names.get(tenantId) ?? '' }))
  const written = JSON.stringify(wanted.map(({ name }) => name.trim()))
  const asked = useSettled(written, settleMilliseconds)
  const input = { connectionId, names: JSON.parse(asked) as string[] }
  const read = useRead('organisations.named', input, { keep: true })
  return {
    wanted,
    troubles: troublesOf(wanted, read.data?.named ?? [], system),
    isComparing: asked !== written || read.isFetching,
    /** The ticket system's organisations are not known: each name is looked up when it is its turn. */
    isUnread: read.data?.readAt === null || (!read.data && read.error !== null),
    rename: (tenantId: string, name: string) => setNames((before) => new Map(before).set(tenantId, name)),
    leaveOut: (tenantIds: Iterable<string>) => setLeftOut((before) => new Set([...before, ...tenantIds])),
  }
}
