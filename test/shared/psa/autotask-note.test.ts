import { beforeEach, describe, expect, it } from 'vitest'
import autotaskApi from '#shared/psa/autotask/api.ts'
import fixture from '../../fixtures/psa/autotask.ts'
import type { AutotaskAccount } from '../../world/autotask/account.ts'
import { autotaskIds } from '../../world/autotask/seed.ts'
import { type Bench, can, createBench, refusalOf, refused } from './bench.ts'

const base = 'https://webservices5.autotask.net/atservicesrest/v1.0'
const ticketId = String(autotaskIds.ticket)
let bench: Bench<AutotaskAccount>

beforeEach(() => {
  bench = createBench(fixture, autotaskApi)
})

describe('a note in Autotask', () => {
  it('is published as the account’s own list calls internal, and never to co-managing customers', async () => {
    await can(bench.api, 'note')(ticketId, 'Sidelight', 'Password <b>reset</b>')
    expect(bench.sent.map(({ method, address, body }) => [method, address, body])).toEqual([
      ['GET', `${base}/TicketNotes/entityInformation/fields`, null],
      [
        'POST',
        `${base}/Tickets/${ticketId}/Notes`,
        { title: 'Sidelight', description: 'Password <b>reset</b>', noteType: 3, publish: 2 },
      ],
    ])
    expect(fixture.seenByCustomer(bench.psa, ticketId)).toEqual(['From the customer\nSince this morning.'])
  })

  it('is not written where nothing is called internal', async () => {
    const { choices } = bench.psa.account
    choices.publish = choices.publish.filter(({ value }) => value !== '2')
    expect((await refusalOf(can(bench.api, 'note')(ticketId, 'a', 'b'))).code).toBe('psa.unsupported')
    expect(bench.sent.filter(({ method }) => method === 'POST')).toEqual([])
  })

  it('has the default kind of the account, and never that of workflow rules', async () => {
    const { choices } = bench.psa.account
    choices.noteType.push({ value: '104', label: 'Call', isActive: true, isDefaultValue: true })
    await can(bench.api, 'note')(ticketId, 'a', 'b')
    expect(bench.psa.account.notes.all().at(-1)?.noteType).toBe(104)
    choices.noteType = choices.noteType.filter(({ value }) => value === '13')
    expect((await refusalOf(can(bench.api, 'note')(ticketId, 'a', 'b'))).code).toBe('psa.unsupported')
  })

  it('stays off in an account until it was tried there', () => {
    expect(autotaskApi.trials?.note).toMatch(/^What Autotask’s settings/)
  })

  it('was not made when Autotask says what is wrong, though it says so with status 500', async () => {
    expect(await refused(can(bench.api, 'note')(ticketId, 'a', ''))).toEqual([
      'psa.rejected',
      'It said: Missing Required Field: description.',
    ])
    bench.instead((request) => (request.method === 'POST' ? new Response('Oops', { status: 500 }) : null))
    expect((await refusalOf(can(bench.api, 'note')(ticketId, 'a', 'b'))).code).toBe('psa.unknownOutcome')
    bench.instead((request) => (request.method === 'POST' ? Response.json({ made: true }) : null))
    expect((await refusalOf(can(bench.api, 'note')(ticketId, 'a', 'b'))).code).toBe('psa.unknownOutcome')
  })
})
