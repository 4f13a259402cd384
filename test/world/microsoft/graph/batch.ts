import { createChance, shuffled } from '../chance.ts'
import { unparsable } from './refusal.ts'

const mostMembers = 20

interface Member {
  id: string
  method: string
  url: string
  headers: Record<string, string>
  body?: unknown
  dependsOn: string[]
}

interface MemberAnswer {
  id: string
  status: number
  headers?: Record<string, string>
  body?: unknown
}

/**
 * `POST /$batch`: members are evaluated alone, each with its own status; the answer as a whole is 200 and in no
 * order. Who depends on a member that failed is answered 424. https://learn.microsoft.com/graph/json-batching
 */
export async function answerBatch(
  payload: unknown,
  answerOne: (member: Member) => Promise<Response>,
): Promise<{ responses: MemberAnswer[] }> {
  const done = new Map<string, MemberAnswer>()
  for (const member of readMembers(payload)) {
    const hasFailed = member.dependsOn.some((id) => (done.get(id)?.status ?? 500) >= 400)
    done.set(member.id, hasFailed ? failedDependency(member) : await toJson(member, await answerOne(member)))
  }
  return { responses: shuffled([...done.values()], createChance(done.size)) }
}

function failedDependency({ id }: Member): MemberAnswer {
  const message = 'The request failed because a request that it depends on failed.'
  return { id, status: 424, body: { error: { code: 'FailedDependency', message } } }
}

async function toJson({ id }: Member, response: Response): Promise<MemberAnswer> {
  const text = await response.text()
  return {
    id,
    status: response.status,
    headers: Object.fromEntries([...response.headers].map(([name, value]) => [headerName(name), value])),
    ...(text === '' ? {} : { body: JSON.parse(text) }),
  }
}

/** As members' headers are written: `Retry-After`, `Content-Type`, others as they are. */
function headerName(name: string): string {
  if (name.startsWith('x-ms-') || name.endsWith('request-id')) return name
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}

function readMembers(payload: unknown): Member[] {
  const requests = isObject(payload) ? payload.requests : undefined
  if (!Array.isArray(requests) || requests.length === 0)
    throw unparsable('Invalid batch payload format: requests.')
  if (requests.length > mostMembers)
    throw unparsable(`Number of batch request steps exceeds the maximum value of '${mostMembers}'.`)
  const members = requests.map(readMember)
  const ids = members.map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw unparsable('Batch request ids must be unique.')
  for (const [at, { dependsOn }] of members.entries()) {
    const isLate = dependsOn.some((id) => !ids.slice(0, at).includes(id))
    if (isLate) throw unparsable('A batch request depends on one that does not stand before it.')
  }
  return members
}

function readMember(value: unknown): Member {
  if (!isObject(value)) throw unparsable('Invalid batch payload format: request.')
  const { id, method, url, headers = {}, body, dependsOn = [] } = value
  if (typeof id !== 'string' || id === '') throw unparsable('Invalid batch payload format: id.')
  if (typeof method !== 'string' || !/^(GET|POST|PATCH|PUT|DELETE)$/.test(method))
    throw unparsable('Invalid batch payload format: method.')
  // https://learn.microsoft.com/graph/json-batching: relative and without a version
  if (typeof url !== 'string' || !/^\/(?!\/|v1\.0\/|beta\/|\$batch)/.test(url))
    throw unparsable(`Invalid batch request URL '${String(url)}': it is relative to the version.`)
  if (!isObject(headers) || !Array.isArray(dependsOn)) throw unparsable('Invalid batch payload format.')
  const names = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)])
  return { id, method, url, headers: Object.fromEntries(names), body, dependsOn: dependsOn.map(String) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
