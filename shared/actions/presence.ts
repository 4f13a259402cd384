import * as v from 'valibot'
import { AppError } from '../errors.ts'
import type { GraphPort } from './define.ts'

const User = v.object({ id: v.pipe(v.string(), v.toLowerCase()) })

/** Whether the account is there now; a deleted one reads as 404. */
export async function isPresent(graph: GraphPort, personId: string): Promise<boolean> {
  try {
    const user = v.safeParse(User, await graph.get(`/users/${personId}?$select=id`))
    if (!user.success) throw new AppError('graph.malformed', { detail: '(user)' })
    return user.output.id === personId
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return false
    throw error
  }
}
