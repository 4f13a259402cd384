import { beforeEach, describe, expect, it } from 'vitest'
import { recordRefusal, timeOrderedId } from '../../../worker/store/audit.ts'
import {
  callOf,
  contoso,
  fabrikam,
  host,
  openDesk,
  refusalOf,
  request,
  seen,
  ticketIds,
} from '../act/desk.ts'
import type { Bench } from '../harness.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const sela = seen(contoso, 'Brightmoor')
const osric = seen(fabrikam, 'Danverleigh')
beforeEach(async () => {
  bench = await openDesk()
})

describe('the record', () => {
  it('cannot be changed or deleted from, by anyone', async () => {
    await bench.call('actions.run', request('revoke-sessions', mara), 'technician')
    await expect(bench.db.prepare("UPDATE audit SET text = 'nothing happened'").run()).rejects.toThrow(
      /append-only/,
    )
    await expect(bench.db.prepare('DELETE FROM audit').run()).rejects.toThrow(/append-only/)
    expect((await bench.call('audit.list', {})).entries).toHaveLength(2)
  })

  it('lists newest first, of one tenant or person where asked', async () => {
    const ticket = { host, ticketId: String(ticketIds.mara) }
    await bench.call('actions.run', request('revoke-sessions', mara, { ticket }), 'technician')
    await bench.call('actions.run', request('revoke-sessions', osric), 'admin')
    await bench.call('actions.run', request('revoke-sessions', sela), 'technician')
    const list = async (filter: object) =>
      (await bench.call('audit.list', filter)).entries.map(({ personId, outcome }) => [personId, outcome])
    const pair = ({ personId }: typeof mara) => [
      [personId, 'done'],
      [personId, 'started'],
    ]
    expect(await list({})).toEqual([...pair(sela), ...pair(osric), ...pair(mara)])
    expect(await list({ tenantId: contoso.id })).toEqual([...pair(sela), ...pair(mara)])
    expect(await list({ tenantId: contoso.id, personId: mara.personId })).toEqual(pair(mara))
    expect(await list({ tenantId: fabrikam.id, personId: mara.personId })).toEqual([])
    const { entries } = await bench.call('audit.list', { personId: mara.personId })
    expect(entries[0]).toMatchObject({ actorName: 'Tilda Harrow', ticket: `${host}#${ticketIds.mara}` })
    expect(entries[0]?.actionId).toBe(entries[1]?.id)
  })

  it('pages without a gap or a repeat', async () => {
    const call = callOf(bench)
    for (let index = 0; index < 120; index += 1) {
      await recordRefusal(call, {
        ...{ actionId: `a${index}`, outcome: 'refused', actorTenantId: 't', actorId: 'i', actorName: 'n' },
        ...{ tenantId: contoso.id, personId: mara.personId, action: 'x', text: String(index), code: null },
        ...{ ticketHost: null, ticketId: null, requestId: 'r' },
      })
    }
    const texts: string[] = []
    let before: string | undefined
    do {
      const page = await bench.call('audit.list', { before })
      expect(page.entries.length).toBeLessThanOrEqual(50)
      texts.push(...page.entries.map(({ text }) => text))
      before = page.next ?? undefined
    } while (before)
    expect(texts).toEqual(Array.from({ length: 120 }, (_, index) => String(119 - index)))
  })

  it('is for administrators', async () => {
    for (const role of ['viewer', 'technician'] as const) {
      expect(await refusalOf(await bench.post('audit.list', {}, role))).toMatchObject({ status: 403 })
    }
  })
})

describe('ids of the record', () => {
  it('sort by time, and within a millisecond by the order of asking', () => {
    const ids = [1, 1, 1, 2, 1_795_438_632_695].map(timeOrderedId)
    expect(ids.toSorted()).toEqual(ids)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
