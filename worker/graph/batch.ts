import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import type { Graph } from './client.ts'
import { noteAnswer } from './meter.ts'
import { refusal } from './refusal.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** What Graph takes in one `$batch`: https://learn.microsoft.com/graph/json-batching */
export const mostInBatch = 20
/** Waited for inside one reading, all waits together; longer waits belong to the queue. */
const budgetMs = 5_000
const firstWaitMs = 400
const passing = [429, 502, 503, 504]

/** One member's answer; its refusal is data, because the others are answered all the same. */
export type BatchAnswer = { ok: true; body: unknown } | { ok: false; error: AppError }

const Headers = v.nullish(v.record(v.string(), v.unknown()))
const Answer = v.object({
  responses: v.array(
    v.object({
      id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
      status: v.number(),
      headers: Headers,
      body: v.optional(v.unknown()),
    }),
  ),
})
type Member = v.InferOutput<typeof Answer>['responses'][number]

/**
 * Reads many paths (relative, without the version) in batches of 20; answers stand in the order of the paths.
 * Members that are throttled go out again in a further batch, after the longest wait that one of them asks for.
 * Raises graph.* and tenant.* when a batch as a whole is refused.
 */
export async function readBatch(deps: Deps, graph: Graph, paths: readonly string[]): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = []
  for (let at = 0; at < paths.length; at += mostInBatch) {
    answers.push(...(await readChunk(deps, graph, paths.slice(at, at + mostInBatch))))
  }
  return answers
}

async function readChunk(deps: Deps, graph: Graph, paths: readonly string[]): Promise<BatchAnswer[]> {
  const members = new Map<string, Member>()
  let open = paths.map((path, index) => ({ id: String(index), path }))
  for (let attempt = 0, leftMs = budgetMs; ; attempt += 1) {
    for (const member of await send(graph, open)) members.set(member.id, member)
    open = open.filter(({ id }) => passing.includes(members.get(id)?.status ?? 0))
    if (open.length === 0) break
    const waitMs = Math.max(...open.map(({ id }) => waitOf(members.get(id), attempt, deps.now())))
    if (waitMs > leftMs) break
    leftMs -= waitMs
    await (deps.sleep ?? sleep)(waitMs)
  }
  return paths.map((path, index) => answerOf(path, members.get(String(index)), deps.now()))
}

async function send(graph: Graph, open: { id: string; path: string }[]): Promise<Member[]> {
  const requests = open.map(({ id, path }) => ({ id, method: 'GET', url: path }))
  const answer = v.safeParse(Answer, await graph.ask('/$batch', { requests }))
  if (!answer.success)
    throw new AppError('graph.malformed', { detail: 'A batch is not answered as expected.' })
  const asked = new Set(open.map(({ id }) => id))
  const members = answer.output.responses.filter(({ id }) => asked.has(id))
  // Microsoft weighs each member like a request of its own.
  for (const { headers } of members) noteAnswer(graph.meter, (name) => headerOf(headers, name))
  return members
}

function waitOf(member: Member | undefined, attempt: number, now: number): number {
  const asked = retryAfterOf(member, now)
  return asked === null ? firstWaitMs * 2 ** attempt : Math.ceil(asked * 1000)
}

/** Answers come in any order, and one may be missing. */
function answerOf(path: string, member: Member | undefined, now: number): BatchAnswer {
  if (!member)
    return { ok: false, error: new AppError('graph.malformed', { detail: '(a batch member is missing)' }) }
  const { status, body } = member
  if (status >= 200 && status < 300) return { ok: true, body }
  const signal = { status, path, retryAfterSeconds: retryAfterOf(member, now) }
  return { ok: false, error: refusal(signal, JSON.stringify(body) ?? '') }
}

function retryAfterOf(member: Member | undefined, now: number): number | null {
  const asked = headerOf(member?.headers, 'retry-after')
  return asked === null ? null : retryAfterSeconds(asked, now)
}

function headerOf(headers: Member['headers'], wanted: string): string | null {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)
  return found ? String(found[1]) : null
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
