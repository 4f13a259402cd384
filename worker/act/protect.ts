import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Graph } from '../graph/client.ts'
import { parserOf } from '../sync/parse-item.ts'
import { privilegedRoles } from '../sync/privileged-roles.ts'
import { readAll } from '../sync/resource.ts'
import { privilegedName, readRoleAssignments } from '../sync/role-assignments.ts'
import { privileged } from './permit.ts'

/** Groups, roles and administrative units that a person is in. */
const Container = parserOf(
  v.object({
    id: v.pipe(v.string(), v.toLowerCase()),
    '@odata.type': v.optional(v.string()),
    isAssignableToRole: v.nullish(v.boolean()),
    roleTemplateId: v.nullish(v.pipe(v.string(), v.toLowerCase())),
    displayName: v.nullish(v.string()),
  }),
  'memberOf',
)

/**
 * Asks Microsoft which directory roles the person holds now, alone or through groups, because the mirror may be a day
 * old. What cannot be read is a refusal.
 */
export async function refuseRoleHolder(reader: Graph, personId: string): Promise<void> {
  const names = await heldRoles(reader, personId).catch(refuseUnread)
  if (names.length > 0) throw privileged(names)
}

async function heldRoles(reader: Graph, personId: string): Promise<string[]> {
  const containers = await readContainers(reader, personId)
  const through = containers.flatMap(({ roleTemplateId }) => privilegedRoles[roleTemplateId ?? ''] ?? [])
  const groups = containers.filter(({ isAssignableToRole }) => isAssignableToRole === true)
  const names = await Promise.all([personId, ...groups.map(({ id }) => id)].map((id) => rolesOf(reader, id)))
  return [...new Set([...names.flat(), ...through])]
}

/**
 * Everything that the person is in, nested or not. Without a cast (that would be an advanced query, answered from an
 * index that lags) and without `$select`, so that groups say whether roles can be given to them.
 * https://learn.microsoft.com/graph/api/user-list-transitivememberof
 */
function readContainers(reader: Graph, personId: string) {
  return readAll(reader, `/users/${personId}/transitiveMemberOf?$top=999`, Container)
}

async function rolesOf(reader: Graph, principalId: string): Promise<string[]> {
  const assignments = await readRoleAssignments(reader, principalId)
  // Somebody else's role means that the question was not understood.
  const isOther = assignments.some((assignment) => assignment.principalId !== principalId)
  if (isOther) throw new AppError('graph.malformed')
  return assignments.map(privilegedName).filter((name) => name !== null)
}

function refuseUnread(error: unknown): never {
  if (!(error instanceof AppError)) throw error
  const detail = 'Whether this person holds a privileged role could not be checked, so nothing was done.'
  throw new AppError(error.code, { detail, cause: error, retryAfterSeconds: error.retryAfterSeconds })
}
