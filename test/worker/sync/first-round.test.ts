import { describe, expect, it } from 'vitest'
import type { Fault } from '../../world/faults.ts'
import {
  countRows,
  directoryOf,
  mirroredDirectory,
  presentIds,
  type SyncBench,
  startSyncing,
} from './bench.ts'

const weekMs = 7 * 24 * 3_600_000

/** What was asked of persons, in order: the newest token, pages of the list, pages of changes. */
function asked({ world }: SyncBench, from = 0): string[] {
  return world.visits.slice(from).flatMap(({ url }) => {
    const { pathname, search } = new URL(url)
    if (pathname.endsWith('/users')) return ['list']
    if (!pathname.endsWith('/users/delta')) return []
    return [search.includes('$deltatoken=latest') ? 'token' : 'changes']
  })
}

const isList: Fault['match'] = ({ url }) => url.pathname.endsWith('/users')
const isToken: Fault['match'] = ({ url }) => url.searchParams.get('$deltatoken') === 'latest'
const isNext: Fault['match'] = (request) => isList(request) && request.url.searchParams.has('$skiptoken')
const isChanges: Fault['match'] = (request) =>
  request.url.pathname.endsWith('/users/delta') && !isToken(request)

/** Something happens behind Microsoft's answer to the next such request. */
function once(bench: SyncBench, match: Fault['match'], happens: () => void): void {
  bench.world.faults.add({
    match,
    async after(response) {
      happens()
      return response
    },
  })
}
const expired: Fault['respond'] = () =>
  Response.json({ error: { code: 'resyncRequired', message: 'No.' } }, { status: 410 })

describe('the first round', () => {
  it('asks for the newest token, then the list in large pages, then what changed since the token', async () => {
    const bench = await startSyncing('contoso.example')
    bench.tenant.quirks.emptyPages = false
    await bench.hour()
    expect(asked(bench)).toEqual(['token', 'list', 'changes'])
    const list = bench.world.visits.find(({ url }) => new URL(url).pathname.endsWith('/users'))
    expect(new URL(list?.url ?? '').searchParams.get('$top')).toBe('999')
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('takes one request for 999 persons and at most 12 more', async () => {
    const bench = await startSyncing()
    for (let index = 0; index < 2_100; index += 1) bench.tenant.addUser({ displayName: `Person ${index}` })
    await bench.hour()
    expect((await bench.mirror()).size).toBe(bench.tenant.users.size)
    const isApart = (url: string) =>
      /\/(groups|directoryRoles|roleManagement)|mailboxSettings|\$batch/.test(url)
    const counted = bench.world.visits.filter(
      ({ url }) => /graph\.microsoft|login\.microsoft/.test(url) && !isApart(url),
    )
    expect(counted.length).toBeLessThanOrEqual(Math.ceil(2_103 / 999) + 12)
  }, 60_000)

  it('has whoever was changed between the token and the list as they are now', async () => {
    const bench = await startSyncing()
    const [id] = [...bench.tenant.users.keys()].map(String)
    once(bench, isToken, () => bench.tenant.updateUser(String(id), { department: 'Moved' }))
    await bench.hour()
    expect((await bench.mirror()).get(String(id))).toMatchObject({ department: 'Moved' })
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('has what changes after a page of the list was given, and who comes then', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    const [id] = [...bench.tenant.users.keys()].map(String).sort()
    once(bench, isNext, () => {
      bench.tenant.updateUser(String(id), { department: 'Moved meanwhile' })
      bench.tenant.addUser({ displayName: 'Newcomer' })
    })
    await bench.hour()
    expect((await bench.mirror()).get(String(id))).toMatchObject({ department: 'Moved meanwhile' })
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it.each(['softDelete', 'hardDelete'] as const)(
    'has nobody left who goes during the list: %s',
    async (how) => {
      const bench = await startSyncing('contoso.example')
      bench.setPageSize(4)
      const ids = [...bench.tenant.users.keys()].map(String).sort()
      // One whom the list has shown already, and one whom it has yet to show.
      const [shown, yetToShow] = [String(ids[0]), String(ids.at(-1))]
      once(bench, isNext, () => {
        bench.tenant[how](shown)
        bench.tenant[how](yetToShow)
      })
      await bench.hour()
      const present = presentIds(await bench.mirror())
      expect(present).not.toContain(shown)
      expect(present).not.toContain(yetToShow)
      expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
      expect(await bench.row()).toMatchObject({ persons: bench.tenant.users.size, problem_code: null })
    },
  )

  it.each([
    ['the list', isNext],
    ['the changes after it', isChanges],
  ])('begins anew when %s is too old, and loses nobody', async (_name, match) => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    bench.world.faults.add({ match, respond: expired })
    await bench.hour()
    expect(asked(bench).filter((what) => what === 'token')).toHaveLength(2)
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.row()).toMatchObject({ problem_code: null, failures: 0 })
    expect(await countRows(bench.db, 'round_page')).toBe(0)
  })

  it('goes on with the list where it stood when it could not go on', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    bench.world.faults.add({
      match: isNext,
      times: 500,
      respond: () =>
        Response.json({ error: { code: 'serviceUnavailable', message: 'No.' } }, { status: 503 }),
    })
    await bench.hour()
    expect(await bench.cursor('users')).toMatchObject({ page: 1, problem_code: 'graph.unavailable' })
    bench.world.faults.clear()
    const visits = bench.world.visits.length
    await bench.hour()
    expect(asked(bench, visits)).not.toContain('token')
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('takes a token page without a delta link for unreadable and stores nothing of it', async () => {
    const bench = await startSyncing()
    bench.world.faults.add({ match: isToken, times: 500, respond: () => Response.json({ value: [] }) })
    await bench.hour()
    expect(await bench.cursor('users')).toMatchObject({
      problem_code: 'graph.malformed',
      link: null,
      token: null,
    })
    expect((await bench.mirror()).size).toBe(0)
  })

  it.each(['https://graph.example.com/v1.0/users?$skiptoken=x', 'http://graph.microsoft.com/v1.0/users'])(
    'follows no link of a list that leads elsewhere: %s',
    async (link) => {
      const bench = await startSyncing()
      bench.world.faults.add({
        match: isList,
        times: 500,
        respond: () => Response.json({ value: [], '@odata.nextLink': link }),
      })
      await bench.hour()
      expect(bench.world.strays).toEqual([])
      expect(await bench.cursor('users')).toMatchObject({ problem_code: 'graph.malformed', link: null })
    },
  )
})

describe('the full round of a week', () => {
  async function synced() {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    bench.tenant.quirks.emptyPages = false
    await bench.hour()
    return bench
  }
  /** Hours until the round is due, without reading them all. */
  async function skipToFullRound(bench: SyncBench): Promise<void> {
    const due = Number((await bench.cursor('users')).full_due_at)
    while (bench.world.clock.now() + 3_600_000 < due) {
      const leap = Math.min(24 * 3_600_000, due - bench.world.clock.now() - 3_600_000)
      bench.world.clock.advance(Math.max(0, leap - 3_600_000))
      await bench.hour()
    }
  }

  it('is due once a week, at the tenant’s own time, and never in the day after another', async () => {
    const bench = await synced()
    const finishedAt = bench.world.clock.now()
    const due = Number((await bench.cursor('users')).full_due_at)
    expect(due - finishedAt).toBeGreaterThan(23 * 3_600_000)
    expect(due - finishedAt).toBeLessThanOrEqual(weekMs + 24 * 3_600_000)
    await skipToFullRound(bench)
    const visits = bench.world.visits.length
    bench.world.clock.advance(3_600_000)
    await bench.hour()
    expect(asked(bench, visits)[0]).toBe('list')
    expect(asked(bench, visits)).not.toContain('token')
    expect(Number((await bench.cursor('users')).full_due_at)).toBe(due + weekMs)
  })

  it('repairs what drifted, writes nothing else, and goes on from the same history', async () => {
    const bench = await synced()
    await skipToFullRound(bench)
    const [drifted, lost] = [...bench.tenant.users.keys()].map(String)
    await bench.db
      .prepare(
        `UPDATE person SET data = json_set(data, '$.department', 'Drifted'), hash = 'drifted' WHERE id = ?1`,
      )
      .bind(drifted)
      .run()
    await bench.db.prepare('DELETE FROM person WHERE id = ?1').bind(lost).run()
    const stranger = crypto.randomUUID()
    await bench.db
      .prepare(
        `INSERT INTO person SELECT tenant_id, ?1, display_name, user_principal_name, mail,
           json_set(data, '$.id', ?1), 'x', NULL, updated_at, NULL FROM person LIMIT 1`,
      )
      .bind(stranger)
      .run()
    const written = async () =>
      (await bench.db.prepare('SELECT id, updated_at FROM person ORDER BY id').all<{ id: string }>()).results
    const others = (rows: { id: string }[]) =>
      rows.filter(({ id }) => ![drifted, lost, stranger].includes(id))
    const before = others(await written())
    bench.world.clock.advance(3_600_000)
    await bench.hour()
    expect(others(await written())).toEqual(before)
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect((await bench.mirror()).get(stranger)?.deletedAt).not.toBeNull()
    expect(await countRows(bench.db, 'round_page')).toBe(0)
  })

  it('forgets who was deleted more than 30 days ago, addresses included, and nobody else', async () => {
    const bench = await synced()
    const [old, recent] = [...bench.tenant.users.keys()].map(String)
    bench.tenant.softDelete(String(old))
    await bench.hour()
    bench.world.clock.advance(20 * 24 * 3_600_000)
    bench.tenant.softDelete(String(recent))
    await bench.hour()
    bench.world.clock.advance(11 * 24 * 3_600_000)
    await bench.hour()
    await bench.hour()
    const mirror = await bench.mirror()
    expect(mirror.has(String(old))).toBe(false)
    expect(mirror.get(String(recent))?.deletedAt).not.toBeNull()
    const addresses = await bench.db
      .prepare('SELECT 1 FROM person_address WHERE person_id = ?1')
      .bind(old)
      .all()
    expect(addresses.results).toEqual([])
    expect(mirroredDirectory(mirror)).toEqual(directoryOf(bench.tenant))
  })
})
