import { describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../../../worker/store/capability-rows.ts'
import { mailboxKindsOf } from '../../../worker/store/mailbox-rows.ts'
import { startSyncing } from './bench.ts'

const dayMs = 24 * 3_600_000

async function startWithMailboxes() {
  const bench = await startSyncing()
  for (const { id } of [...bench.tenant.users.values()]) bench.tenant.hardDelete(id)
  for (const { id } of [...bench.tenant.groups.all.values()]) bench.tenant.groups.remove(id)
  type Mailbox = ReturnType<typeof bench.tenant.addUser>['mailbox']
  const add = (name: string, mailbox: Mailbox, more = {}) => {
    const mail = `${name}@${bench.tenant.domain}`
    const user = bench.tenant.addUser({ displayName: name, userPrincipalName: mail, mail, ...more })
    user.mailbox = mailbox
    return user
  }
  const batches = () => bench.world.visits.filter(({ url }) => url.endsWith('/$batch')).length
  const kinds = () => mailboxKindsOf(bench.deps, bench.tenant.id)
  const flag = async () =>
    (await capabilitiesOf(bench.deps, bench.tenant.id)).find(({ name }) => name === 'mailboxKinds')
  return { ...bench, add, batches, kinds, flag }
}

describe('the kind of a mailbox', () => {
  it('is asked for those alone who have no licence or are disabled', async () => {
    const bench = await startWithMailboxes()
    const shared = bench.add('info', 'shared')
    const none = bench.add('service', null)
    const licensed = bench.add('ada', 'user')
    const left = bench.add('bo', 'user', { accountEnabled: false })
    const guest = bench.add('guest', null, { userType: 'Guest' })
    const [partNumber = ''] = bench.tenant.subscriptions.map(({ product }) => product.skuPartNumber)
    bench.tenant.setLicences(licensed.id, [partNumber])
    bench.tenant.setLicences(left.id, [partNumber])
    await bench.hour()
    expect(await bench.kinds()).toEqual(
      new Map([
        [shared.id, 'shared'],
        [none.id, 'none'],
        [left.id, 'user'],
      ]),
    )
    expect((await bench.kinds()).has(guest.id)).toBe(false)
    expect(await bench.flag()).toMatchObject({ has: true })
    expect(await bench.row()).toMatchObject({ problem_code: null })
  })

  it('is read in a budget of its own, the rest in the next hours, and then not for a week', async () => {
    const bench = await startWithMailboxes()
    for (let index = 0; index < 130; index += 1) bench.add(`box${index}`, index < 10 ? 'room' : 'user')
    await bench.hour()
    expect([bench.batches(), (await bench.kinds()).size]).toEqual([5, 100])
    await bench.hour()
    expect([bench.batches(), (await bench.kinds()).size]).toEqual([7, 130])
    for (let day = 0; day < 6; day += 1) {
      bench.world.clock.advance(dayMs - 3_600_000)
      await bench.hour()
    }
    expect(bench.batches()).toBe(7)
    bench.world.clock.advance(2 * dayMs)
    await bench.hour()
    await bench.hour()
    // 120 of them anew; the rooms stay what they are for a month.
    expect(bench.batches()).toBe(7 + 6)
  })

  it('is forgotten when the person gets a licence', async () => {
    const bench = await startWithMailboxes()
    const info = bench.add('info', 'shared')
    await bench.hour()
    expect((await bench.kinds()).size).toBe(1)
    bench.tenant.setLicences(
      info.id,
      bench.tenant.subscriptions.slice(0, 1).map(({ product }) => product.skuPartNumber),
    )
    bench.world.clock.advance(dayMs)
    await bench.hour()
    expect((await bench.kinds()).size).toBe(0)
  })

  it('that may not be read is a feature that the tenant lacks, no error; it is tried again a day later', async () => {
    const bench = await startWithMailboxes()
    bench.add('info', 'shared')
    bench.tenant.revoke('reader', 'MailboxSettings.Read')
    await bench.hour()
    expect(await bench.flag()).toMatchObject({ has: false })
    expect(await bench.row()).toMatchObject({ state: 'connected', problem_code: null })
    expect(await bench.cursor('mailbox-kind')).toMatchObject({ problem_code: null })
    bench.tenant.grant('reader', 'MailboxSettings.Read')
    bench.world.clock.advance(dayMs)
    await bench.hour()
    expect(await bench.flag()).toMatchObject({ has: true })
    expect((await bench.kinds()).size).toBe(1)
  })

  it('of a mailbox that is kept from the application alone is not known, and the others are', async () => {
    const bench = await startWithMailboxes()
    const kept = bench.add('kept', 'shared')
    const open = bench.add('open', 'room')
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/$batch'),
      times: 100,
      async after(response) {
        const body = (await response.json()) as { responses: { status: number; body: unknown }[] }
        const error = { code: 'ErrorAccessDenied', message: 'No.' }
        const responses = body.responses.map((one) =>
          JSON.stringify(one.body).includes(kept.id) ? { ...one, status: 403, body: { error } } : one,
        )
        return Response.json({ responses })
      },
    })
    await bench.hour()
    expect(await bench.kinds()).toEqual(new Map([[open.id, 'room']]))
    expect(await bench.flag()).toMatchObject({ has: true })
  })
})
