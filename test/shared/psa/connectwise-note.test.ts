import { beforeEach, describe, expect, it } from 'vitest'
import connectwiseApi from '#shared/psa/connectwise/api.ts'
import fixture from '../../fixtures/psa/connectwise.ts'
import type { ConnectwiseAccount } from '../../world/connectwise/account.ts'
import { connectwiseIds } from '../../world/connectwise/seed.ts'
import { type Bench, can, createBench, refusalOf, refused } from './bench.ts'

const base = 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0'
const ticketId = String(connectwiseIds.ticket)
let bench: Bench<ConnectwiseAccount>

beforeEach(() => {
  bench = createBench(fixture, connectwiseApi)
})

describe('a note in ConnectWise PSA', () => {
  it('is internal alone, and nobody is notified', async () => {
    await can(bench.api, 'note')(ticketId, 'Sidelight', 'Password <b>reset</b>')
    const note = {
      text: 'Sidelight\n\nPassword <b>reset</b>',
      detailDescriptionFlag: false,
      internalAnalysisFlag: true,
      resolutionFlag: false,
      processNotifications: false,
    }
    expect(bench.sent.map(({ method, address, body }) => [method, address, body])).toEqual([
      ['POST', `${base}/service/tickets/${ticketId}/notes`, note],
    ])
    expect(fixture.seenByCustomer(bench.psa, ticketId)).toEqual(['Since this morning.'])
    expect(bench.psa.account.notes.all().at(-1)).toMatchObject({ text: note.text, mailed: false })
  })

  it('stays off in an account until it was tried there', () => {
    expect(connectwiseApi.trials?.note).toMatch(/^It is not documented in public/)
  })

  it.each(['detailDescriptionFlag', 'resolutionFlag'])(
    'that comes back with %s is no success',
    async (flag) => {
      bench.instead(() => Response.json({ id: 1, internalAnalysisFlag: true, [flag]: true }, { status: 201 }))
      expect(await refused(can(bench.api, 'note')(ticketId, 'a', 'b'))).toEqual([
        'psa.rejected',
        'ConnectWise PSA made the note visible to the customer.',
      ])
    },
  )

  it('whose answer cannot be read has an unknown outcome', async () => {
    bench.instead(() => Response.json({ made: true }))
    expect((await refusalOf(can(bench.api, 'note')(ticketId, 'a', 'b'))).code).toBe('psa.unknownOutcome')
  })
})
