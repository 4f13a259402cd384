import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { mostInBatch, readBatch } from '../graph/batch.ts'
import type { Graph } from '../graph/client.ts'
import type { GroupMember } from '../store/group-member-rows.ts'
import { ObjectId, parserOf } from './parse-item.ts'
import { readAll } from './resource.ts'

const Member = parserOf(v.object({ id: ObjectId, '@odata.type': v.optional(v.string()) }), 'member')
const Page = v.object({ value: v.array(v.unknown()), '@odata.nextLink': v.optional(v.string()) })

/** Members can be devices, contacts and applications as well: none of them is a person or holds one. */
const kinds: Record<string, GroupMember['kind']> = {
  '#microsoft.graph.user': 'user',
  '#microsoft.graph.group': 'group',
}

/**
 * The direct members of groups and of all groups nested in them, each read to its end, the first pages of 20 groups in
 * one request. A group that is not there is left out, also as a member. Any other refusal raises.
 */
export async function readMemberships(
  deps: Deps,
  graph: Graph,
  groupIds: readonly string[],
): Promise<Map<string, GroupMember[]>> {
  const found = new Map<string, GroupMember[] | 'gone'>()
  const seen = new Set(groupIds.filter((id) => v.is(ObjectId, id)))
  for (let open = [...seen]; open.length > 0; ) {
    const now = open.slice(0, mostInBatch)
    open = open.slice(mostInBatch)
    const answers = await readBatch(deps, graph, now.map(membersPath))
    for (const [index, groupId] of now.entries()) {
      const answer = answers[index]
      if (!answer || (!answer.ok && answer.error.code !== 'graph.notFound'))
        throw answer?.error ?? new AppError('internal')
      found.set(groupId, answer.ok ? await readOn(graph, answer.body) : 'gone')
    }
    for (const { id } of now.flatMap((groupId) => groupsIn(found.get(groupId)))) {
      if (!seen.has(id)) open.push(id)
      seen.add(id)
    }
  }
  return withoutGone(found)
}

const membersPath = (groupId: string) => `/groups/${groupId}/members?$select=id&$top=999`

function groupsIn(members: GroupMember[] | 'gone' | undefined): GroupMember[] {
  return Array.isArray(members) ? members.filter(({ kind }) => kind === 'group') : []
}

async function readOn(graph: Graph, body: unknown): Promise<GroupMember[]> {
  const first = v.safeParse(Page, body)
  if (!first.success) throw new AppError('graph.malformed', { detail: '(members)' })
  const items = first.output.value.map(Member)
  const next = first.output['@odata.nextLink']
  if (next !== undefined) items.push(...(await readAll(graph, next, Member)))
  const members = new Map<string, GroupMember>()
  for (const { id, '@odata.type': type } of items) {
    const kind = kinds[type ?? '']
    if (kind) members.set(id, { id, kind })
  }
  return [...members.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A nested group that vanished meanwhile must not make the group around it look half read. */
function withoutGone(found: Map<string, GroupMember[] | 'gone'>): Map<string, GroupMember[]> {
  const there = [...found].filter((entry): entry is [string, GroupMember[]] => entry[1] !== 'gone')
  return new Map(there.map(([id, members]) => [id, members.filter(({ id }) => found.get(id) !== 'gone')]))
}
