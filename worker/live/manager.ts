import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import { ObjectId, parserOf } from '../sync/parse-item.ts'
import type { LiveReading } from './live.ts'

const Text = v.nullish(v.string())
const Manager = v.object({
  id: ObjectId,
  displayName: Text,
  userPrincipalName: Text,
  mail: Text,
  jobTitle: Text,
})
const parse = parserOf(Manager, 'manager')

/** https://learn.microsoft.com/graph/api/user-list-manager: without one the answer is 404. */
export const manager: LiveReading = {
  part: 'manager',
  title: 'Manager',
  permissions: ['User.Read.All'],
  async read(graph, { id }) {
    const answer = await graph.get(`/users/${id}/manager`).catch(noManager)
    return { data: { part: 'manager', manager: answer === null ? null : viewOf(answer) }, more: false }
  },
}

function noManager(error: unknown): null {
  if (error instanceof AppError && error.code === 'graph.notFound') return null
  throw error
}

function viewOf(answer: unknown) {
  const { id, displayName, userPrincipalName, mail, jobTitle } = parse(answer)
  return {
    ...{ personId: id, displayName: displayName ?? '', userPrincipalName: userPrincipalName ?? null },
    ...{ mail: mail ?? null, jobTitle: jobTitle ?? null },
  }
}
