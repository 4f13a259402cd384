import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Graph, GraphPage } from '../graph/client.ts'
import { privilegedRoles } from '../sync/privileged-roles.ts'
import { privileged } from './permit.ts'

const Assignment = v.object({
  principalId: v.pipe(v.string(), v.toLowerCase()),
  /** Template id of a built-in role; of a custom one, its own id */
  roleDefinitionId: v.pipe(v.string(), v.toLowerCase()),
  roleDefinition: v.nullish(
    v.object({ displayName: v.nullish(v.string()), isBuiltIn: v.nullish(v.boolean()) }),
  ),
})
type Assignment = v.InferOutput<typeof Assignment>

/**
 * Asks Microsoft which directory roles the person holds now, because the mirror may be an hour old. What cannot be
 * read is a refusal. https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 */
export async function refuseRoleHolder(reader: Graph, personId: string): Promise<void> {
  const assignments = await readAssignments(reader, personId)
  const names = assignments.map(privilegedName).filter((name) => name !== null)
  if (names.length > 0) throw privileged(names)
}

/** A role of the customer's own making may allow anything, so it counts. */
function privilegedName({ roleDefinitionId, roleDefinition }: Assignment): string | null {
  const known = privilegedRoles[roleDefinitionId]
  if (known) return known
  return roleDefinition?.isBuiltIn === true ? null : (roleDefinition?.displayName ?? 'a custom role')
}

async function readAssignments(reader: Graph, personId: string): Promise<Assignment[]> {
  const found: Assignment[] = []
  const filter = encodeURIComponent(`principalId eq '${personId}'`)
  let link: string | null =
    `/roleManagement/directory/roleAssignments?$filter=${filter}&$expand=roleDefinition`
  while (link) {
    const page: GraphPage = await reader.page(link).catch(refuseUnread)
    for (const item of page.items) {
      const assignment = v.safeParse(Assignment, item)
      // Somebody else's role means that the question was not understood.
      if (!assignment.success || assignment.output.principalId !== personId) throw unread('graph.malformed')
      found.push(assignment.output)
    }
    link = page.nextLink
  }
  return found
}

function refuseUnread(error: unknown): never {
  throw error instanceof AppError ? unread(error.code, error) : error
}

function unread(code: AppError['code'], cause?: AppError): AppError {
  const detail = 'Whether this person holds a privileged role could not be checked, so nothing was done.'
  return new AppError(code, { detail, cause, retryAfterSeconds: cause?.retryAfterSeconds })
}
