import * as v from 'valibot'
import { AppError } from '../errors.ts'
import type { GraphPort } from './define.ts'

const Manager = v.object({ id: v.pipe(v.string(), v.toLowerCase()) })

/** Object id; null = there is none, which Graph answers with 404: https://learn.microsoft.com/graph/api/user-list-manager */
export async function readManager(graph: GraphPort, personId: string): Promise<string | null> {
  try {
    const answer = v.safeParse(Manager, await graph.get(`/users/${personId}/manager?$select=id`))
    if (!answer.success) throw new AppError('graph.malformed', { detail: '(manager)' })
    return answer.output.id
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return null
    throw error
  }
}
