import { expect } from 'vitest'
import type { ActionContext, ActionDefinition, GraphPort } from '../../../shared/actions/define.ts'
import { type Fields, initialValues, type Values } from '../../../shared/field.ts'
import type { Person } from '../../../shared/person.ts'
import { person } from '../plain-person.ts'

type Answer = unknown | Error
export interface Expected {
  request: [method: 'GET' | 'PATCH' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown]
  /** An Error is thrown. */
  answer?: Answer
}

/** Graph that expects exactly these requests in this order and fails on any other one. */
export function scriptedGraph(script: Expected[]) {
  const left = [...script]
  const sent: unknown[][] = []
  async function answer(method: string, path: string, body?: object): Promise<unknown> {
    const request = body === undefined ? [method, path] : [method, path, body]
    sent.push(request)
    const next = left.shift()
    if (!next) throw new Error(`Unexpected request: ${JSON.stringify(request)}`)
    expect(request).toEqual(next.request)
    if (next.answer instanceof Error) throw next.answer
    return next.answer
  }
  const graph: GraphPort = {
    get: (path) => answer('GET', path),
    async patch(path, body) {
      await answer('PATCH', path, body)
    },
    post: (path, body) => answer('POST', path, body),
    async put(path, body) {
      await answer('PUT', path, body)
    },
    async delete(path) {
      await answer('DELETE', path)
    },
    address: (path) => `https://graph.microsoft.com/v1.0${path}`,
  }
  return { graph, sent, isOver: () => left.length === 0 }
}

export const mara = person({
  id: 'd0010000-0000-4000-8000-000000000001',
  displayName: 'Mara Ellingsworth',
  givenName: 'Mara',
  surname: 'Ellingsworth',
  userPrincipalName: 'mara.ellingsworth@contoso.example',
  mail: 'mara.ellingsworth@contoso.example',
})

/** Runs an action against a script; whatever the script still expects afterwards is a failure. */
export async function play(
  action: ActionDefinition,
  script: Expected[],
  { person: subject = mara, values = {} }: { person?: Person; values?: Partial<Values<Fields>> } = {},
) {
  const { graph, isOver } = scriptedGraph(script)
  const context: ActionContext<Values<Fields>> = {
    graph,
    person: subject,
    values: { ...initialValues(action.fields), ...values } as Values<Fields>,
    random: (below) => Math.floor(Math.random() * below),
  }
  try {
    return await action.run(context)
  } finally {
    expect(isOver(), 'Every expected request was sent.').toBe(true)
  }
}
