import { describe, expect, it } from 'vitest'
import { addressesOf } from '../../../shared/person.ts'
import { personsOf } from '../../../worker/store/persons.ts'
import {
  addressPairs,
  countRows,
  directoryOf,
  mirroredDirectory,
  presentIds,
  type SyncBench,
  startSyncing,
} from './bench.ts'

const hostile: Record<string, string> = {
  quotes: `O'Dell "the" \`boss\``,
  SQL: `'); DROP TABLE person; -- ?1 :a @b $c %_`,
  JSON: `"}],{"id":"x","$.value":null}\\u0041\\`,
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point
  template: '${7*7}{{7*7}}%7B#EXT#',
  emoji: '👩🏽‍🚒👨‍👩‍👧‍👦 🏳️‍🌈',
  'right-to-left text': '\u202eמירה אברהם\u202c العربية\u200f',
  'combining characters': 'Z\u0351\u036b\u0343a\u0300\u0301\u0302 ﬁ Å Å',
  'line breaks': 'a\r\nb\u2028c\u2029d\te',
  'control characters': 'a\u0001\u0007\u001b[31m\u007f\u0085b',
  NUL: 'before\u0000after',
  'a lone high surrogate': 'a\ud83db',
  'a lone low surrogate': 'a\udc00b',
  'a byte order mark': '\ufeffa\ufffe\uffff',
  blanks: '   ',
  nothing: '',
  '10,000 characters': 'Ü'.repeat(10_000),
  'a number': '12345678901234567890',
  'a boolean': 'null',
}

const textFields = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'officeLocation',
  'companyName',
  'mobilePhone',
  'usageLocation',
] as const

function everyField(text: string) {
  return { ...Object.fromEntries(textFields.map((name) => [name, text])), businessPhones: [text] }
}

describe('foreign text', () => {
  it.each(Object.entries(hostile))('comes through in every field as it is: %s', async (_name, text) => {
    const bench = await startSyncing()
    const [first, second] = [...bench.tenant.users.keys()].map(String)
    bench.tenant.updateUser(String(first), everyField(text))
    await bench.hour()
    bench.tenant.updateUser(String(second), everyField(text))
    await bench.hour()
    const mirror = await bench.mirror()
    for (const id of [first, second]) {
      const person = mirror.get(String(id))
      // Compared here, so that what no WebSocket can carry stays out of the report.
      const differing = [...textFields, 'businessPhone'].filter((field) => person?.[field] !== text)
      expect(differing).toEqual([])
    }
    expect(await bench.row()).toMatchObject({ problem_code: null, persons: 3 })
    expect(await countRows(bench.db, 'person')).toBe(3)
    const written = async () => (await bench.db.prepare('SELECT id, updated_at FROM person').all()).results
    const before = await written()
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    await bench.hour()
    expect(await written(), 'a full round finds nothing changed').toEqual(before)
  })

  it.each(Object.entries(hostile))(
    'in addresses finds its person, moves and goes: %s',
    async (_name, text) => {
      const bench = await startSyncing()
      const [id] = [...bench.tenant.users.keys()].map(String)
      const address = `${text.slice(0, 200)}@northwind.example`
      bench.tenant.updateUser(String(id), {
        userPrincipalName: `upn-${address}`,
        mail: address,
        proxyAddresses: [`SMTP:${address}`, `smtp:other-${address}`, text],
      })
      await bench.hour()
      const mirror = await bench.mirror()
      const person = mirror.get(String(id))
      expect([person?.mail === address, person?.userPrincipalName === `upn-${address}`]).toEqual([true, true])
      const persons = personsOf(bench.deps, bench.tenant.id)
      for (const known of addressesOf(person).filter((each) => each.isWellFormed())) {
        expect(
          (await persons.byAddress(known)).map((found) => found.person.id),
          known,
        ).toEqual([id])
      }
      bench.tenant.updateUser(String(id), {
        userPrincipalName: 'plain@northwind.example',
        mail: null,
        proxyAddresses: [],
      })
      await bench.hour()
      const mine = (await addressPairs(bench.db, bench.tenant.id)).filter((pair) => pair.endsWith(String(id)))
      expect(mine).toEqual([`plain@northwind.example ${id}`])
      expect(await bench.row()).toMatchObject({ problem_code: null })
    },
  )
})

const ids = (bench: SyncBench) => [...bench.tenant.users.keys()].map(String)

describe('a person', () => {
  it('who is renamed and moved stays the same row, with the new words in it', async () => {
    const bench = await startSyncing()
    await bench.hour()
    const [id] = ids(bench)
    bench.tenant.updateUser(String(id), {
      displayName: 'Ada Hall',
      surname: 'Hall',
      department: 'Finance',
      officeLocation: 'Depot',
      userPrincipalName: 'ada.hall@northwind.example',
      mail: 'ada.hall@northwind.example',
    })
    await bench.hour()
    const mirror = await bench.mirror()
    expect(mirror.size).toBe(3)
    expect(mirror.get(String(id))).toMatchObject({
      displayName: 'Ada Hall',
      department: 'Finance',
      officeLocation: 'Depot',
      userPrincipalName: 'ada.hall@northwind.example',
    })
  })

  it.each(['hour by hour', 'at once', 'by a full round'])(
    'who is deleted, restored, deleted for good and made anew is told apart: %s',
    async (way) => {
      const bench = await startSyncing()
      await bench.hour()
      const pass = async () => {
        if (way === 'by a full round') bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
        if (way !== 'at once') await bench.hour()
      }
      const [restored, purged] = ids(bench).map(String)
      const upn = bench.tenant.user(String(purged)).userPrincipalName
      bench.tenant.softDelete(String(restored))
      bench.tenant.softDelete(String(purged))
      await pass()
      bench.tenant.restore(String(restored))
      bench.tenant.hardDelete(String(purged))
      await pass()
      // The same name in another body.
      const next = bench.tenant.addUser({ displayName: 'Successor', userPrincipalName: upn, mail: upn })
      await pass()
      await bench.hour()
      const mirror = await bench.mirror()
      expect(mirroredDirectory(mirror)).toEqual(directoryOf(bench.tenant))
      expect(mirror.get(String(restored))?.deletedAt).toBeNull()
      const gone = mirror.get(String(purged))
      expect(gone === undefined || gone.deletedAt !== null).toBe(true)
      const [present] = await personsOf(bench.deps, bench.tenant.id).byAddress(upn)
      expect(present?.person.id).toBe(next.id)
      expect(await bench.row()).toMatchObject({ persons: 3, problem_code: null })
    },
  )

  it('who is deleted and restored between two pages of one round is present at its end', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    await bench.hour()
    const [id] = ids(bench)
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    let pages = 0
    bench.world.faults.add({
      match: ({ url }) => /^\/v1\.0\/users\b/.test(url.pathname),
      times: 5_000,
      after: (response) => {
        pages += 1
        if (pages === 1) bench.tenant.softDelete(String(id))
        if (pages === 3) bench.tenant.restore(String(id))
        return response
      },
    })
    await bench.hour()
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('who appears while the first round is being read is there after the next hour at the latest', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    let requests = 0
    bench.world.faults.add({
      match: ({ url }) => /^\/v1\.0\/users\b/.test(url.pathname),
      times: 5_000,
      after: (response) => {
        requests += 1
        if (requests > 30) return response
        bench.tenant.addUser({ displayName: `Arrived ${requests}` })
        const [someone] = ids(bench)
        bench.tenant.updateUser(String(someone), { department: `Moved ${requests}` })
        return response
      },
    })
    await bench.hour()
    bench.world.faults.clear()
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })
})

describe('a tenant', () => {
  it('of nobody is mirrored as such, without an error', async () => {
    const bench = await startSyncing()
    for (const id of ids(bench)) bench.tenant.hardDelete(id)
    await bench.hour()
    await bench.hour()
    expect((await bench.mirror()).size).toBe(0)
    const row = await bench.row()
    expect(row).toMatchObject({ persons: 0, problem_code: null, failures: 0, lease_run: null })
    expect(row.last_sync_at).not.toBeNull()
  })

  it('that empties is empty in the mirror only after each absence was confirmed', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    for (const id of ids(bench)) bench.tenant.softDelete(id)
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    const before = bench.world.visits.length
    await bench.hour()
    expect(presentIds(await bench.mirror())).toEqual([])
    const asked = bench.world.visits.slice(before).filter(({ status }) => status === 404)
    expect(asked).toHaveLength(18)
    expect(await bench.row()).toMatchObject({ persons: 0, problem_code: null })
  })

  it('is never mixed with another one, though both have the same ids, names and addresses', async () => {
    const bench = await startSyncing()
    const twin = bench.world.microsoft.addTenant({
      id: 'c0000000-0000-4000-8000-00000000c0ff',
      name: 'Northwind Twin',
      domain: 'twin.example',
    })
    bench.world.microsoft.consent(twin.id, 'reader')
    for (const user of bench.tenant.users.values()) twin.addUser({ ...user, department: 'Twin' })
    const { connect, mirrorOf } = await import('./bench.ts')
    await connect(bench.db, twin.id, bench.world.clock.now())
    await bench.hour()
    const [id] = ids(bench)
    twin.hardDelete(String(id))
    bench.tenant.updateUser(String(id), { displayName: 'Only here' })
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    const other = await mirrorOf(bench.db, twin.id)
    expect(mirroredDirectory(other)).toEqual(directoryOf(twin))
    expect(
      [...other.values()].every(({ tenantId, department }) => tenantId === twin.id && department === 'Twin'),
    ).toBe(true)
  })
})
