import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { DelegatedGraph } from '../graph/delegated.ts'

/** The same in every tenant: Microsoft Graph itself. */
export const graphAppId = '00000003-0000-0000-c000-000000000000'

const Id = v.pipe(v.string(), v.toLowerCase(), v.uuid())
const Principals = v.object({ value: v.array(v.object({ id: Id })) })
const GraphPrincipal = v.object({
  value: v.array(
    v.object({
      id: Id,
      appRoles: v.array(
        v.object({ id: Id, value: v.nullish(v.string()), isEnabled: v.optional(v.boolean(), true) }),
      ),
    }),
  ),
})
const Grant = v.object({ id: v.string(), appRoleId: Id, resourceId: Id })

function parse<Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, answer)
  if (!parsed.success) throw new AppError('graph.malformed')
  return parsed.output
}

/** An application's own object in a tenant; null = it is not there. */
async function findPrincipal(graph: DelegatedGraph, appId: string): Promise<string | null> {
  const answer = await graph.get(`/servicePrincipals?$filter=appId eq '${appId}'&$select=id`)
  return parse(Principals, answer).value[0]?.id ?? null
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals. False = it was there already. */
export async function addPrincipal(graph: DelegatedGraph, appId: string): Promise<boolean> {
  if ((await findPrincipal(graph, appId)) !== null) return false
  await graph.post('/servicePrincipals', { appId }).catch(async (error) => {
    // Somebody was faster, or the answer of a try before was lost.
    if ((await findPrincipal(graph, appId)) === null) throw error
  })
  return true
}

async function grantsOf(graph: DelegatedGraph, principalId: string): Promise<v.InferOutput<typeof Grant>[]> {
  const grants: v.InferOutput<typeof Grant>[] = []
  let next: string | null = `/servicePrincipals/${principalId}/appRoleAssignments`
  while (next !== null) {
    const page: { items: unknown[]; next: string | null } = await graph.page(next)
    grants.push(...page.items.map((item) => parse(Grant, item)))
    next = page.next
  }
  return grants
}

/**
 * Grants application permissions of Graph that are not granted yet; gives how many those were.
 * https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments
 */
export async function grantPermissions(
  graph: DelegatedGraph,
  appId: string,
  permissions: readonly string[],
): Promise<number> {
  const principalId = await findPrincipal(graph, appId)
  if (principalId === null) throw new AppError('partner.notYet')
  const answer = await graph.get(`/servicePrincipals?$filter=appId eq '${graphAppId}'&$select=id,appRoles`)
  const [resource] = parse(GraphPrincipal, answer).value
  if (!resource) throw new AppError('graph.malformed')
  const granted = new Set((await grantsOf(graph, principalId)).map(({ appRoleId }) => appRoleId))
  const wanted = resource.appRoles.filter(
    ({ value, isEnabled }) => isEnabled && permissions.includes(value ?? ''),
  )
  const missing = wanted.filter(({ id }) => !granted.has(id))
  for (const { id: appRoleId } of missing) {
    const body = { principalId, resourceId: resource.id, appRoleId }
    await graph.post(`/servicePrincipals/${principalId}/appRoleAssignments`, body).catch(async (error) => {
      const grants = await grantsOf(graph, principalId)
      if (!grants.some((grant) => grant.appRoleId === appRoleId)) throw error
    })
  }
  return missing.length
}

/** Takes every application permission away; gives how many there were. */
export async function withdrawPermissions(graph: DelegatedGraph, appId: string): Promise<number> {
  const principalId = await findPrincipal(graph, appId)
  if (principalId === null) return 0
  const grants = await grantsOf(graph, principalId)
  for (const { id } of grants) {
    await graph.delete(`/servicePrincipals/${principalId}/appRoleAssignments/${id}`).catch(unlessGone)
  }
  return grants.length
}

/** False = it was not there. */
export async function removePrincipal(graph: DelegatedGraph, appId: string): Promise<boolean> {
  const id = await findPrincipal(graph, appId)
  if (id === null) return false
  await graph.delete(`/servicePrincipals/${id}`).catch(unlessGone)
  return true
}

function unlessGone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'graph.notFound')) throw error
}
