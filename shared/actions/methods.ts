import * as v from 'valibot'
import { AppError, errorText } from '../errors.ts'
import { methodKind, methodPath, methodTitle } from '../mfa.ts'
import type { GraphPort, Step } from './define.ts'

const Methods = v.object({
  value: v.array(
    v.object({
      '@odata.type': v.string(),
      id: v.pipe(v.string(), v.minLength(1)),
      phoneType: v.nullish(v.string()),
      displayName: v.nullish(v.string()),
    }),
  ),
})

export interface Method {
  kind: string
  id: string
  /** mobile, alternateMobile or office, of phones */
  phone: string | null
  /** In words, with the device's name where it has one: foreign text. */
  title: string
  /** What removes it; null = nothing does here. */
  path: string | null
}

/** What a person can prove who they are with, besides the password, which everybody has. */
export async function readMethods(graph: GraphPort, personId: string): Promise<Method[]> {
  const answer = v.safeParse(Methods, await graph.get(`/users/${personId}/authentication/methods`))
  if (!answer.success) throw new AppError('graph.malformed', { detail: '(authenticationMethod)' })
  return answer.output.value
    .map(({ '@odata.type': type, id, phoneType, displayName }) => {
      const kind = methodKind(type)
      const below = methodPath(kind, id)
      const name = displayName ? ` “${displayName}”` : ''
      const title = `${methodTitle(kind, phoneType ?? null)}${name}`
      return { kind, id, phone: phoneType ?? null, title, path: below && `/users/${personId}${below}` }
    })
    .filter(({ kind }) => kind !== 'password')
}

/** Removes one; that it is gone already is as good. */
export async function removeMethod(graph: GraphPort, path: string): Promise<void> {
  try {
    await graph.delete(path)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'graph.notFound')) throw error
  }
}

/**
 * Removes all of them. The default one cannot go while others are there, and phone numbers block each other, so what
 * was kept is tried again, at least once and as long as others go
 * (https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete). One outcome a method.
 */
export async function removeMethods(graph: GraphPort, methods: readonly Method[]): Promise<Step[]> {
  const errors = new Map<Method, unknown>()
  let open = methods
  for (let pass = 1, before = Number.POSITIVE_INFINITY; open.length < before || pass === 2; pass += 1) {
    before = open.length
    for (const method of open) errors.set(method, await removalError(graph, method))
    open = open.filter((method) => isKept(errors.get(method)))
    if (open.length === 0) break
  }
  return methods.map((method) => stepOf(method, errors.get(method)))
}

/** null = it is gone, or nothing can be done about it here. */
async function removalError(graph: GraphPort, { path }: Method): Promise<unknown> {
  if (path === null) return null
  return removeMethod(graph, path).then(
    () => null,
    (thrown: unknown) => thrown,
  )
}

function isKept(error: unknown): boolean {
  return error instanceof AppError && error.code === 'mfa.kept'
}

function stepOf({ title: name, path }: Method, error: unknown): Step {
  const title = `Remove ${name}`
  if (path === null)
    return { title, state: 'skipped', text: 'It can be removed in the Microsoft Entra admin centre alone.' }
  if (error === null) return { title, state: 'done', text: null }
  const { code, detail } = error instanceof AppError ? error : { code: 'internal' as const, detail: null }
  return {
    title,
    state: code === 'graph.unknownOutcome' ? 'unknown' : 'failed',
    text: errorText(code, detail),
  }
}
