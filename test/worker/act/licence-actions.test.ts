import { beforeEach, describe, expect, it } from 'vitest'
import type { Bench } from '../harness.ts'
import { contoso, doneIn, justBefore, openDesk, request, seen } from './desk.ts'

let bench: Bench
const bram = seen(contoso, 'Okkerdale')
const otherwise = (name: string) => seen(contoso, name)
const directory = () => bench.world.microsoft.tenant(contoso.id)
const visio = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'
const basic = '3b555118-da6a-4418-894f-7df1e2096870'
const phone = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd'
const heldBy = (personId: string) =>
  (directory().user(personId).assignedLicenses ?? []).map(({ skuId }) => skuId).sort()

beforeEach(async () => {
  bench = await openDesk()
})

const run = (action: string, values: Record<string, unknown> = {}, about = bram) =>
  bench.call('actions.run', request(action, about, { values }), 'technician')
const isAssign = ({ url }: { url: URL }) => url.pathname.endsWith('/assignLicense')

describe('licences', () => {
  it('are assigned, by name on record, and seen at once', async () => {
    const answer = await run('assign-licence', { licence: visio })
    expect(answer).toMatchObject({
      outcome: 'done',
      text: 'Assigned Visio Plan 2 to bram.okkerdale@contoso.example.',
    })
    expect(answer.view?.person.skuIds.toSorted()).toEqual([basic, visio].sort())
  })

  it('are assigned with a usage location where there was none', async () => {
    directory().updateUser(bram.personId, { usageLocation: null })
    await bench.call('persons.refresh', bram)
    const missing = await bench.post(
      'actions.run',
      request('assign-licence', bram, { values: { licence: visio } }),
    )
    expect((await missing.json()) as object).toMatchObject({
      error: { text: expect.stringMatching(/usage location/) },
    })
    const answer = await run('assign-licence', { licence: visio, location: 'DE' })
    expect(answer.outcome).toBe('done')
    expect(directory().user(bram.personId).usageLocation).toBe('DE')
    expect(doneIn(bench, contoso.id)).toEqual(['Update user', 'Change user license'])
  })

  it('are swapped in one request', async () => {
    const answer = await run('swap-licence', { old: basic, licence: visio })
    expect(answer.outcome).toBe('done')
    expect(heldBy(bram.personId)).toEqual([visio])
    expect(doneIn(bench, contoso.id)).toEqual(['Change user license'])
  })

  it('are taken away', async () => {
    const answer = await run('remove-licence', { licence: basic })
    expect(answer.text).toBe('Removed Microsoft 365 Business Basic from bram.okkerdale@contoso.example.')
    expect(heldBy(bram.personId)).toEqual([])
  })

  it('that a service of another product needs are refused in words, and nothing is half done', async () => {
    const sela = otherwise('Brightmoor')
    const answer = await run('remove-licence', { licence: basic }, sela)
    expect(answer).toMatchObject({
      outcome: 'refused',
      text: expect.stringMatching(/needs one of another/),
      next: expect.stringMatching(/together/),
    })
    expect(heldBy(sela.personId)).toEqual([basic, phone].sort())
  })

  it('that somebody takes between the form and the request are refused in words', async () => {
    justBefore(bench, isAssign, () => directory().subscribe('VISIOCLIENT', { enabled: 1 }))
    const answer = await run('assign-licence', { licence: visio })
    expect(answer).toMatchObject({ outcome: 'refused', text: expect.stringMatching(/none is left/) })
  })

  it('are found to be assigned after a lost answer', async () => {
    const lose = () => {
      throw new Error('connection reset')
    }
    bench.world.faults.add({ match: isAssign, after: lose })
    expect((await run('assign-licence', { licence: visio })).outcome).toBe('done')
    expect(heldBy(bram.personId)).toContain(visio)
  })

  it('of groups are worked out anew', async () => {
    const answer = await run('reprocess-licences', {}, otherwise('Lindqvale'))
    expect(answer.outcome).toBe('done')
    expect(doneIn(bench, contoso.id)).toEqual(['Reprocess licenses'])
  })

  it('stay as they are when the permission is missing', async () => {
    directory().revoke('operator', 'LicenseAssignment.ReadWrite.All')
    directory().revoke('operator', 'User.ReadWrite.All')
    const answer = await run('assign-licence', { licence: visio })
    expect(answer).toMatchObject({ outcome: 'refused', next: expect.stringMatching(/permission/) })
  })
})
