import type { ClientInput, Mapping } from '../../../../shared/contract.ts'
import type { Deps, Env } from '../../../../worker/env.ts'
import { consume } from '../../../../worker/sync/consume.ts'
import type { Message } from '../../../../worker/sync/message.ts'
import { schedule } from '../../../../worker/sync/schedule.ts'
import { faultOf } from '../../../world/faults.ts'
import { syncroAccount, tenants } from '../../../world/people.ts'
import type { SyncroAccount } from '../../../world/syncro/account.ts'
import { start } from '../../harness.ts'
import { connect } from '../bench.ts'
import type { DrawnContact, DrawnPerson } from './arbitraries.ts'
import { createWitness } from './witness.ts'

/** The two organisations that the tenant is split over. */
export const organisations = { East: 101, West: 104 } as const
export type Side = keyof typeof organisations
export const sides = Object.keys(organisations) as Side[]

export interface DrawnWorld {
  persons: readonly DrawnPerson[]
  contacts: readonly DrawnContact[]
  fields: NonNullable<ClientInput<'mappings.settings'>['fields']>
  lost: number
}

/** A tenant of drawn persons, split over two organisations with drawn contacts; nothing is approved yet. */
export async function startDrawn({ persons, contacts, fields, lost }: DrawnWorld) {
  const bench = await start()
  const { world, env, db, queue } = bench
  const seed = tenants[0]
  if (!seed) throw new Error('The embedded world has a tenant at least.')
  const tenant = world.microsoft.tenant(seed.id)
  const account = world.syncro.account()
  for (const id of [...tenant.users.keys()]) tenant.hardDelete(id)
  account.contacts.clear()
  // Small pages, so that half a list is a possibility.
  account.perPage.contacts = 3
  world.microsoft.consent(tenant.id, 'reader')
  await connect(db, tenant.id, world.clock.now())

  const deps: Deps = { env, now: world.clock.now, sleep: async (ms) => world.clock.advance(ms) }
  /** Set by a test: how often the worker still reaches the database before it dies; null = it lives. */
  const fuse: { left: number | null } = { left: null }
  async function consumer(batch: MessageBatch<Message>): Promise<void> {
    await consume({ ...deps, env: mortal(env, fuse) }, batch)
    // The next message finds another isolate.
    if (fuse.left !== null && fuse.left <= 0) fuse.left = null
  }
  const drain = () => queue.drain(consumer, 1500)

  const outage = createOutage(account)
  const people = createPeople(tenant)
  const { addresses } = people
  const witness = createWitness({ account, db, addresses, syncro: world.syncro, now: world.clock.now })
  for (const person of persons) people.add(person)
  for (const contact of contacts) witness.makeByHand(contact)

  const connection = await bench.call('psas.connect', {
    psa: 'syncro',
    credentials: { subdomain: syncroAccount.subdomain, apiKey: syncroAccount.apiKey },
  })
  world.faults.add({
    match: ({ method, url }) => method === 'POST' && url.pathname.endsWith('/contacts'),
    times: lost,
    ...faultOf('an answer that is lost'),
  })
  const mappings = {} as Record<Side, Mapping>
  for (const side of sides) {
    mappings[side] = await bench.call('mappings.set', {
      tenantId: tenant.id,
      connectionId: connection.id,
      organisationId: String(organisations[side]),
      rule: { department: { include: [side] } },
    })
    await bench.call('mappings.settings', { mappingId: mappings[side].id, fields })
    witness.policies.set(organisations[side], fields)
  }
  return {
    ...bench,
    deps,
    tenant,
    account,
    mappings,
    witness,
    people,
    fuse,
    decided: [] as { personId: string; choice: string }[],
    drain,
    deliver: () => queue.deliver(consumer),
    ...outage,
    async hour(hours = 1) {
      world.clock.advance(hours * 3_600_000)
      await schedule({ ...deps }, world.clock.now())
      await drain()
      outage.hourIsOver()
    },
  }
}
export type Drawn = Awaited<ReturnType<typeof startDrawn>>

/** A PSA that is down, or whose key is refused, for some hours. */
function createOutage(account: SyncroAccount) {
  const { token } = account.key
  let left = 0
  function hourIsOver(hours = 1): void {
    left = Math.max(0, left - hours)
    if (left > 0) return
    account.down = false
    account.key.token = token
  }
  return {
    hourIsOver,
    breakOff({ kind, hours }: { kind: 'down' | 'revoked'; hours: number }): void {
      left = Math.max(left, hours)
      if (kind === 'down') account.down = true
      else account.key.token = 'another'
    },
    outageIsOver: () => hourIsOver(left),
  }
}

/** An isolate that dies: once the fuse has burnt down nothing reaches the database any more. */
function mortal(env: Env, fuse: { left: number | null }): Env {
  const DB = new Proxy(env.DB, {
    get(target, name) {
      if (fuse.left !== null) {
        if (fuse.left <= 0) throw new Error('The isolate is gone.')
        fuse.left -= 1
      }
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...env, DB }
}

/** The persons of the tenant; each keeps a mark in the name by which a contact made for them is known. */
function createPeople(tenant: ReturnType<Awaited<ReturnType<typeof start>>['world']['microsoft']['tenant']>) {
  const marks = new Map<string, string>()
  const addresses = new Map<string, Set<string>>()
  function noteAddress(id: string): void {
    const { mail, userPrincipalName } = tenant.user(id)
    addresses.set(id, new Set([...(addresses.get(id) ?? []), mail ?? userPrincipalName]))
  }
  return {
    /** Mark by person id. */
    marks,
    addresses,
    setMail(id: string, mail: string | null): void {
      tenant.updateUser(id, { mail })
      noteAddress(id)
    },
    add({ first, mail, aliases, side, licensed, mailbox, title, phone }: DrawnPerson) {
      const mark = `p${marks.size}.`
      const user = tenant.addUser({
        displayName: `${first} ${mark}`,
        userPrincipalName: `u${marks.size}@${tenant.domain}`,
        mail,
        mailbox: mail === null ? null : mailbox,
        proxyAddresses: aliases.map((alias) => `smtp:${alias}`),
        department: side,
        jobTitle: title,
        businessPhones: phone === null ? [] : [phone],
      })
      marks.set(user.id, mark)
      noteAddress(user.id)
      if (licensed) tenant.setLicences(user.id, ['FLOW_FREE'])
    },
  }
}
