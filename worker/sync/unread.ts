import type { ErrorCode } from '#shared/errors.ts'
import type { TrackedResource } from './resource.ts'
import type { UserItem } from './user-item.ts'

/** Ids are kept to this number: a reading that fails for more fails in general. */
const mostKept = 1_000

/** Who could not be read so far: until an item of theirs can be, or a full round begins. */
export function unreadAfter(
  before: readonly string[],
  readable: readonly UserItem[],
  unread: readonly string[],
): string[] {
  const mended = new Set(readable.map(({ id }) => id))
  const all = [...before.filter((id) => !mended.has(id)), ...unread]
  return [...new Set(all)].slice(0, mostKept)
}

/** What is said of it; the rest was read, so it is no failure. */
export function unreadProblem(
  { title }: TrackedResource,
  unread: readonly string[],
): { code: ErrorCode; detail: string } | null {
  if (unread.length === 0) return null
  const detail = `${title}: ${unread.length} of them ${unread.length === 1 ? 'stays' : 'stay'} as last read.`
  return { code: 'graph.unreadable', detail }
}
