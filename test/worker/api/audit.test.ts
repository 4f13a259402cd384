import { beforeEach, describe, expect, it } from 'vitest'
import { recordRefusal, timeOrderedId } from '../../../worker/store/audit.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
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

  it('as a whole is for administrators', async () => {
    for (const name of ['audit.list', 'audit.export']) {
      for (const role of ['viewer', 'technician'] as const) {
        expect(await refusalOf(await bench.post(name, {}, role))).toMatchObject({ status: 403 })
      }
    }
  })

  it('shows technicians the history of a person and of a ticket, within their tenants', async () => {
    const ticket = { host, ticketId: String(ticketIds.mara) }
    await bench.call('actions.run', request('revoke-sessions', mara, { ticket }), 'technician')
    await bench.call('actions.run', request('revoke-sessions', sela), 'technician')
    const { tenantId, personId } = mara
    for (const filter of [{ ticket }, { tenantId, personId }]) {
      const { entries } = await bench.call('audit.list', filter, 'technician')
      expect(entries.map((entry) => entry.personId)).toEqual([personId, personId])
    }
    const { id, name } = technicianOf('technician')
    const subject = { kind: 'person' as const, id, name }
    await bench.call('access.set', { subject, tenantIds: [fabrikam.id] })
    expect((await bench.call('audit.list', { ticket }, 'technician')).entries).toEqual([])
    const response = await bench.post('audit.list', { tenantId, personId }, 'technician')
    expect(await refusalOf(response)).toMatchObject({ status: 404 })
  })

  it('is filtered by who, what and when', async () => {
    const start = bench.world.clock.now()
    await bench.call('actions.run', request('revoke-sessions', mara), 'technician')
    bench.world.clock.advance(3_600_000)
    const middle = new Date(bench.world.clock.now()).toISOString()
    bench.world.clock.advance(1_000)
    await bench.call('actions.run', request('reset-password', sela), 'admin')
    const actions = async (filter: object) =>
      (await bench.call('audit.list', filter)).entries.map(({ action }) => action)
    const reset = ['reset-password', 'reset-password']
    const revoke = ['revoke-sessions', 'revoke-sessions']
    expect(await actions({ actorId: technicianOf('admin').id })).toEqual(reset)
    expect(await actions({ action: 'revoke-sessions' })).toEqual(revoke)
    expect(await actions({ from: middle })).toEqual(reset)
    expect(await actions({ until: middle })).toEqual(revoke)
    expect(await actions({ from: new Date(start).toISOString(), until: middle })).toEqual(revoke)
  })

  it('leaves as CSV that holds no formula, in pages that make one file', async () => {
    const call = callOf(bench)
    const hostile = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', 'a "quoted", line']
    for (let index = 0; index < 1005; index += 1) {
      await recordRefusal(call, {
        ...{ actionId: `a${index}`, outcome: 'refused', actorTenantId: 't', actorId: 'i', actorName: 'n' },
        ...{ tenantId: contoso.id, personId: mara.personId, action: 'x', code: null },
        text: hostile[index % hostile.length] ?? '',
        ...{ ticketHost: null, ticketId: null, requestId: 'r', verifiedHow: 'other', reason: hostile[0] },
      })
    }
    const first = await bench.call('audit.export', { action: 'x' })
    const second = await bench.call('audit.export', { action: 'x', before: first.next ?? '' })
    expect(second.next).toBeNull()
    const file = first.csv + second.csv
    expect(file.startsWith('\ufeffid,action id,at,outcome,')).toBe(true)
    expect(file.slice(1)).not.toContain('\ufeff')
    const lines = file.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1006)
    expect(file).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
    expect(file).toContain('"a ""quoted"", line"')
    expect(file).not.toMatch(/(^|,)"?[=+@-]/m)
  })

  it('finds the history of a ticket without reading the whole record', async () => {
    const sql = "SELECT * FROM audit WHERE ticket_host = 'h' AND ticket_id = '1' ORDER BY id DESC LIMIT 51"
    const { results } = await bench.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>()
    expect(results.map(({ detail }) => detail).join()).toContain('audit_ticket')
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
