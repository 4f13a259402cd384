import { AppError } from '#shared/errors.ts'

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const opaque = "[\\w.~!$'()*,;=:@%+-]+"

/**
 * Everything that may be deleted. `DELETE /groups/…/members/…` without `/$ref` would delete the member itself, and
 * `…/manager` is no different (https://learn.microsoft.com/graph/api/group-delete-members).
 */
const deletable = [
  `/users/${id}`,
  `/users/${id}/manager/\\$ref`,
  `/users/${id}/authentication/[A-Za-z0-9]+Methods/${opaque}`,
  `/users/${id}/mailFolders/inbox/messageRules/${opaque}`,
  `/groups/${id}/members/${id}/\\$ref`,
].map((path) => new RegExp(`^${path}$`, 'i'))

/** Raises `internal` for every path of another shape, before anything is sent. */
export function assertDeletable(path: string): void {
  const hasDots = path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))
  if (!hasDots && deletable.some((shape) => shape.test(path))) return
  throw new AppError('internal', { detail: 'This is not to be deleted.' })
}
