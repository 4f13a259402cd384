import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Graph, GraphPage } from '../graph/client.ts'
import { privileged } from './permit.ts'

const Assignment = v.object({
  principalId: v.string(),
  roleDefinition: v.nullish(v.object({ displayName: v.nullish(v.string()) })),
})

/**
 * Asks Microsoft which directory roles the person holds now, because the mirror may be an hour old. Any role counts:
 * Graph refuses such targets too, and which role is harmless is not ours to guess. What cannot be read is a refusal.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 */
export async function refuseRoleHolder(reader: Graph, personId: string): Promise<void> {
  const names = await readRoleNames(reader, personId)
  if (names.length > 0) throw privileged(names)
}

async function readRoleNames(reader: Graph, personId: string): Promise<string[]> {
  const names: string[] = []
  const filter = encodeURIComponent(`principalId eq '${personId}'`)
  let link: string | null =
    `/roleManagement/directory/roleAssignments?$filter=${filter}&$expand=roleDefinition`
  while (link) {
    const page: GraphPage = await reader.page(link).catch(refuseUnread)
    for (const item of page.items) {
      const assignment = v.safeParse(Assignment, item)
      if (!assignment.success || assignment.output.principalId !== personId) throw unread('graph.malformed')
      names.push(assignment.output.roleDefinition?.displayName ?? 'a role without a name')
    }
    link = page.nextLink
  }
  return names
}

function refuseUnread(error: unknown): never {
  throw error instanceof AppError ? unread(error.code, error) : error
}

function unread(code: AppError['code'], cause?: AppError): AppError {
  const detail = 'Whether this person holds a privileged role could not be checked, so nothing was done.'
  return new AppError(code, { detail, cause, retryAfterSeconds: cause?.retryAfterSeconds })
}
