import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { DelegatedGraph } from '../graph/delegated.ts'
import type { NewRelationship, RelationshipRow } from '../store/partner-relationships.ts'
import { Assignment, Relationship } from './relationship.ts'

const listing = '/tenantRelationships/delegatedAdminRelationships'

/**
 * One page of relationships; `page` null = the first one. 300 a page at most
 * (https://learn.microsoft.com/graph/api/tenantrelationship-list-delegatedadminrelationships). Raises graph.malformed.
 */
export async function relationshipPage(
  graph: DelegatedGraph,
  page: string | null,
): Promise<{ rows: NewRelationship[]; next: string | null }> {
  const { items, next } = await graph.page(page ?? `${listing}?$top=300`)
  return { rows: items.map((item) => read(Relationship, item)).filter(isOne), next }
}

/** One relationship by itself; null = Microsoft does not know it (any more). Raises graph.malformed. */
export async function relationshipOf(graph: DelegatedGraph, id: string): Promise<NewRelationship | null> {
  try {
    const row = read(Relationship, await graph.get(`${listing}/${encodeURIComponent(id)}`))
    // Kept under another id, the one that was asked for would look gone, or be asked for without end.
    if (row !== null && row.id !== id) throw new AppError('graph.malformed')
    return row
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return null
    throw error
  }
}

/** What is assigned by a relationship to security groups, as far as it works. */
export async function assignmentsOf(
  graph: DelegatedGraph,
  id: string,
): Promise<RelationshipRow['assignments']> {
  const found: RelationshipRow['assignments'] = []
  let next: string | null = `${listing}/${encodeURIComponent(id)}/accessAssignments`
  while (next !== null) {
    const page: { items: unknown[]; next: string | null } = await graph.page(next)
    found.push(...page.items.map((item) => read(Assignment, item)).filter(isOne))
    next = page.next
  }
  return found
}

/** What cannot be read must not look like what is not there any more: tenants would stop. */
function read<Schema extends v.GenericSchema>(schema: Schema, item: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, item)
  if (!parsed.success) throw new AppError('graph.malformed')
  return parsed.output
}
const isOne = <Item>(item: Item | null): item is Item => item !== null
