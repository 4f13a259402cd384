import { describe, expect, it } from 'vitest'
import { readBatch } from '../../../worker/graph/batch.ts'
import { readerGraph } from '../../../worker/graph/client.ts'
import { startSyncing } from '../sync/bench.ts'

interface Answer {
  id: string
  status: number
  headers?: Record<string, string>
  body?: unknown
}
type Change = (answers: Answer[], requests: { id: string; url: string }[]) => Answer[]

/** A tenant whose `$batch` answers are changed on their way, call by call. */
async function startBatching(...changes: Change[]) {
  const bench = await startSyncing()
  const asked: string[][] = []
  let requests: { id: string; url: string }[] = []
  bench.world.faults.add({
    match: ({ url }) => url.pathname.endsWith('/$batch'),
    times: 100,
    async respond(request) {
      requests = ((await request.clone().json()) as { requests: typeof requests }).requests
      asked.push(requests.map(({ url }) => url))
      const answer = await bench.world.microsoft.fetch(request)
      const { responses } = (await answer.json()) as { responses: Answer[] }
      const change = changes.shift() ?? ((answers) => answers)
      return Response.json({ responses: change(responses, requests) })
    },
  })
  const graph = readerGraph(bench.deps, bench.tenant.id)
  const ids = [...bench.tenant.users.keys()]
  const paths = Array.from({ length: 30 }, (_, index) => `/users/${ids[index % ids.length]}?$select=id`)
  const idIn = (path: string) => path.slice('/users/'.length, '/users/'.length + 36)
  return { ...bench, asked, graph, paths, idIn, read: (of: string[]) => readBatch(bench.deps, graph, of) }
}

const throttled =
  (seconds: string | null) =>
  (answer: Answer): Answer => ({
    ...answer,
    status: 429,
    headers: seconds === null ? {} : { 'Retry-After': seconds },
    body: { error: { code: 'TooManyRequests', message: 'Slow down.' } },
  })

describe('a batch', () => {
  it('holds at most 20, and answers in the order of the paths however Microsoft answers', async () => {
    const bench = await startBatching((answers) => answers.toReversed())
    const answers = await bench.read(bench.paths)
    expect(bench.asked.map((paths) => paths.length)).toEqual([20, 10])
    expect(answers.map((answer) => answer.ok && (answer.body as { id: string }).id)).toEqual(
      bench.paths.map(bench.idIn),
    )
  })

  it('gives refusals of single members as data, among the answers of the others', async () => {
    const bench = await startBatching()
    const nobody = '/users/99999999-9999-4999-8999-999999999999'
    const [first = '', second = ''] = bench.paths
    const answers = await bench.read([first, nobody, second])
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual([
      'ok',
      'graph.notFound',
      'ok',
    ])
  })

  it('sends throttled members again, them alone, after the longest wait that one of them asks for', async () => {
    const bench = await startBatching((answers, requests) =>
      answers.map((answer) => {
        const at = requests.findIndex(({ id }) => id === answer.id)
        return at === 1 ? throttled('0.249')(answer) : at === 3 ? throttled('2.5')(answer) : answer
      }),
    )
    const answers = await bench.read(bench.paths.slice(0, 5))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(bench.asked[1]).toEqual([bench.paths[1], bench.paths[3]])
    expect(bench.waits).toEqual([2500])
  })

  it('leaves a long wait to who asked', async () => {
    const bench = await startBatching((answers) => answers.map(throttled('90')))
    const [answer] = await bench.read(bench.paths.slice(0, 1))
    expect(answer).toMatchObject({ ok: false, error: { code: 'graph.throttled', retryAfterSeconds: 90 } })
    expect(bench.asked).toHaveLength(1)
  })

  it('ends although a member is throttled for ever without saying how long', async () => {
    const always: Change = (answers) => answers.map(throttled(null))
    const bench = await startBatching(...Array.from({ length: 50 }, () => always))
    const [answer] = await bench.read(bench.paths.slice(0, 1))
    expect(answer).toMatchObject({ ok: false, error: { code: 'graph.throttled' } })
    expect(bench.asked.length).toBeLessThan(6)
  })

  it('takes a missing answer for none, and ignores one that nobody asked for', async () => {
    const bench = await startBatching((answers) => [{ id: '77', status: 200, body: {} }, ...answers.slice(1)])
    const answers = await bench.read(bench.paths.slice(0, 3))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'graph.malformed' } })
  })

  it('of something else than answers is malformed', async () => {
    const bench = await startSyncing()
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/$batch'),
      respond: () => Response.json({ value: [] }),
    })
    const graph = readerGraph(bench.deps, bench.tenant.id)
    await expect(readBatch(bench.deps, graph, ['/organization'])).rejects.toMatchObject({
      code: 'graph.malformed',
    })
  })
})
