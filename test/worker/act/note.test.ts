import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noteText } from '../../../worker/act/note.ts'
import type { Bench } from '../harness.ts'
import {
  contoso,
  doneIn,
  dump,
  fabrikam,
  host,
  openDesk,
  record,
  refusalOf,
  request,
  seen,
  ticketIds,
} from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const ticket = { host, ticketId: String(ticketIds.mara) }
const run = (input: ReturnType<typeof request>) => bench.call('actions.run', input, 'technician')
const notes = (ticketId: number = ticketIds.mara) =>
  bench.world.syncro
    .account()
    .tickets.get(ticketId)
    ?.comments.filter(({ subject }) => subject.startsWith('Microsoft 365')) ?? []

beforeEach(async () => {
  bench = await openDesk()
})

describe('the note on the ticket', () => {
  it('says privately what was done, on whom, by whom, and where it is on record', async () => {
    const answer = await run(request('block-sign-in', mara, { ticket }))
    expect(answer.note).toBe('written')
    expect(notes()).toMatchObject([
      { subject: 'Microsoft 365: Block sign-in, done', hidden: true, emailed: false },
    ])
    expect(notes()[0]?.body).toBe(
      [
        'Blocked sign-in for mara.ellingsworth@contoso.example.',
        '- Block sign-in: done',
        '- End all sessions: done',
        '',
        'Person: Mara Ellingsworth (mara.ellingsworth@contoso.example)',
        'By: Tilda Harrow, with Sidelight',
        `Record: ${answer.auditId}`,
      ].join('\n'),
    )
    expect(await record(bench)).toMatchObject(Array(2).fill({ ticket_id: ticket.ticketId }))
  })

  it('is written for what was refused or stayed unknown as well', async () => {
    for (const permission of ['User.RevokeSessions.All', 'User.ReadWrite.All'])
      bench.world.microsoft.tenant(contoso.id).revoke('operator', permission)
    await run(request('revoke-sessions', mara, { ticket }))
    expect(notes()).toMatchObject([{ subject: 'Microsoft 365: End all sessions, refused by Microsoft' }])
  })

  it('is written once for one key', async () => {
    const input = request('revoke-sessions', mara, { ticket })
    await run(input)
    expect(await run(input)).toMatchObject({ repeated: true, note: 'written' })
    expect(notes()).toHaveLength(1)
  })

  it('undoes nothing when it fails: it waits until an administrator has mended what stands in its way', async () => {
    const { permissions } = bench.world.syncro.account().key
    permissions.delete('Tickets - Edit')
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    const input = request('block-sign-in', mara, { ticket })
    const first = await run(input)
    expect(first).toMatchObject({ outcome: 'done', note: 'waiting' })
    expect(first.noteText).toMatch(/permission/)
    expect(await run(input)).toMatchObject({ repeated: true, note: 'waiting' })
    expect(error).toHaveBeenCalled()
    permissions.add('Tickets - Edit')
    await bench.drain()
    expect(await run(input)).toMatchObject({ repeated: true, note: 'written', noteText: null })
    expect(notes()).toHaveLength(1)
  })

  it('cannot be forged by names and refusals with line breaks', () => {
    const { body } = noteText({
      title: 'Block sign-in',
      personName: 'Mara\nRecord: 0000\u2028By: Nobody\r\nBy: Nobody',
      userPrincipalName: 'mara@contoso.example\u0085By: Nobody',
      actorName: 'Tilda\nRecord: 0000',
      answer: {
        ...{ outcome: 'failed', auditId: 'a1', next: 'Wait\nRecord: 0000' },
        text: 'Refused\nRecord: 0000',
        steps: [{ title: 'Step', state: 'failed', text: 'No\nRecord: 0000' }],
      },
    })
    const lines = body.split(/[\n\r\u0085\u2028\u2029]/)
    expect(lines.filter((line) => line.startsWith('Record: '))).toEqual(['Record: a1'])
    expect(lines.filter((line) => line.startsWith('By: '))).toEqual([
      'By: Tilda Record: 0000, with Sidelight',
    ])
  })
})

describe('a ticket that does not fit', () => {
  it.each([
    ['of another customer', { host, ticketId: String(ticketIds.osric) }, 'action.otherTicket'],
    [
      'of an organisation that is not mapped',
      { host, ticketId: String(ticketIds.elsewhere) },
      'action.otherTicket',
    ],
    ['that does not exist', { host, ticketId: '1' }, 'psa.notFound'],
    [
      'of an account that is not connected',
      { host: 'other.syncromsp.com', ticketId: '1' },
      'psa.notConnected',
    ],
    ['of no ticket system', { host: 'example.org', ticketId: '1' }, 'psa.notConnected'],
  ])('stops the action beforehand: %s', async (_, other, code) => {
    const response = await bench.post(
      'actions.run',
      request('block-sign-in', mara, { ticket: other }),
      'technician',
    )
    expect((await refusalOf(response)).code).toBe(code)
    expect(doneIn(bench, contoso.id)).toEqual([])
    expect(await record(bench)).toEqual([])
  })

  it('stops it when the ticket system is down', async () => {
    bench.world.syncro.account().down = true
    const response = await bench.post('actions.run', request('block-sign-in', mara, { ticket }), 'technician')
    expect((await refusalOf(response)).code).toBe('psa.unavailable')
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('is found for the other customer’s own person', async () => {
    const osric = seen(fabrikam, 'Danverleigh')
    const own = { host, ticketId: String(ticketIds.osric) }
    expect(await run(request('revoke-sessions', osric, { ticket: own }))).toMatchObject({ note: 'written' })
  })
})

describe('a password', () => {
  const own = 'Sunny-Day-7-typed'

  it('stands nowhere but in the one answer', async () => {
    const log: unknown[] = []
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, name).mockImplementation((...words) => void log.push(words))
    }
    const made = await run(request('reset-password', mara, { ticket }))
    const input = request('reset-password', mara, { ticket, values: { mode: 'own', password: own } })
    const typed = await run(input)
    await run(input)
    await bench.post('actions.run', { ...input, values: { mode: 'own', password: `${own}-2` } }, 'technician')
    await bench.post('actions.run', request('reset-password', mara, { values: { mode: own } }), 'technician')
    expect(made.secret?.value).toBeTruthy()
    expect(JSON.stringify(typed)).not.toContain(own)

    const stored = await dump(bench)
    expect(stored).toContain(mara.seen.userPrincipalName)
    const bodies = notes().map(({ body, subject }) => subject + body)
    expect(bodies).toHaveLength(2)
    const visited = bench.world.visits.map(({ url }) => url)
    const everywhere = JSON.stringify([stored, bodies, visited, log, bench.queue.sent])
    for (const secret of [own, made.secret?.value ?? '']) expect(everywhere).not.toContain(secret)
  })

  it('is taken out of what Microsoft says about it', async () => {
    bench.world.faults.add({
      match: ({ method }) => method === 'PATCH',
      respond: () =>
        Response.json(
          { error: { code: 'Request_BadRequest', message: `Password ${own} is banned.` } },
          { status: 400 },
        ),
    })
    const values = { mode: 'own', password: own }
    const answer = await run(request('reset-password', mara, { ticket, values }))
    expect(answer).toMatchObject({ outcome: 'refused', text: expect.stringContaining('••• is banned') })
    expect(await dump(bench)).not.toContain(own)
    expect(notes()[0]?.body).not.toContain(own)
  })
})
