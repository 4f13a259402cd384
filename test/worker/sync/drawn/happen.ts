import type { ClientInput } from '../../../../shared/contract.ts'
import type { Fault } from '../../../world/faults.ts'
import { faultOf } from '../../../world/faults.ts'
import type { SyncroContact } from '../../../world/syncro/account.ts'
import type { Happening } from './arbitraries.ts'
import { type Drawn, organisations, sides } from './bench.ts'
import { same, typedIn } from './witness.ts'

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>
const among = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)]

/** Lets one thing happen; what nobody is there for happens to nobody. */
export async function happen(bench: Drawn, event: Happening): Promise<void> {
  switch (event.kind) {
    case 'hour':
      return bench.hour()
    case 'week':
      return bench.hour(8 * 24)
    case 'deliver':
      await bench.deliver()
      return
    case 'make':
    case 'edit':
    case 'erase':
    case 'carry':
    case 'mark':
      return byHand(bench, event)
    case 'decide':
    case 'approve':
    case 'refresh':
    case 'fields':
    case 'sync':
    case 'approval':
    case 'order':
    case 'undo':
      return inProduct(bench, event)
    case 'fault':
    case 'die':
    case 'twice':
    case 'down':
    case 'revoked':
      return trouble(bench, event)
    default:
      return inEntra(bench, event)
  }
}

type Settled = 'hour' | 'week' | 'deliver'
type ByHand = 'make' | 'edit' | 'erase' | 'carry' | 'mark'
type InProduct = 'decide' | 'approve' | 'refresh' | 'fields' | 'sync' | 'approval' | 'order' | 'undo'
type Trouble = 'fault' | 'die' | 'twice' | 'down' | 'revoked'
type InEntra = Exclude<Happening['kind'], Settled | ByHand | InProduct | Trouble>

function inEntra({ tenant, people }: Drawn, event: Of<InEntra>): void {
  if (event.kind === 'add') people.add(event.person)
  if (event.kind === 'add') return
  const isBack = event.kind === 'restore' || event.kind === 'purge'
  const id = among([...(isBack ? tenant.deletedUsers : tenant.users).keys()], event.pick)
  if (id === undefined) return
  switch (event.kind) {
    case 'rename':
      tenant.updateUser(id, { displayName: `${event.first} ${people.marks.get(id)}` })
      return
    case 'title':
      tenant.updateUser(id, { jobTitle: event.title })
      return
    case 'phone':
      tenant.updateUser(id, { businessPhones: event.phone === null ? [] : [event.phone] })
      return
    case 'mail':
      people.setMail(id, event.mail)
      return
    case 'aliases':
      tenant.updateUser(id, { proxyAddresses: event.aliases.map((alias) => `smtp:${alias}`) })
      return
    case 'department':
      tenant.updateUser(id, { department: event.side })
      return
    case 'enable':
      tenant.updateUser(id, { accountEnabled: event.enabled })
      return
    case 'licence':
      tenant.setLicences(id, event.licensed ? ['FLOW_FREE'] : [])
      return
    case 'delete':
      tenant.softDelete(id)
      return
    case 'restore':
      tenant.restore(id)
      return
    case 'purge':
      tenant.hardDelete(id)
      return
  }
}

function byHand(bench: Drawn, event: Of<ByHand>): void | Promise<void> {
  const { account, witness } = bench
  if (event.kind === 'make') {
    witness.makeByHand(event.contact)
    return
  }
  const contact = among([...account.contacts.values()], event.pick)
  if (!contact) return
  if (event.kind === 'edit') return edit(bench, contact, event)
  if (event.kind === 'mark') return witness.markByHand(contact, event.active)
  if (event.kind === 'erase') account.contacts.delete(contact.id)
  const other = contact.customerId === organisations.East ? organisations.West : organisations.East
  if (event.kind === 'carry') contact.customerId = other
}

/** A blank that somebody leaves is theirs where the value was ours; one that was never ours may be filled. */
async function edit({ db, witness }: Drawn, contact: SyncroContact, { field, isBlank }: Of<'edit'>) {
  if (!isBlank || field === 'name') return witness.editByHand(contact, field)
  const row = await db
    .prepare('SELECT written FROM link WHERE contact_id = ?')
    .bind(String(contact.id))
    .first<{ written: string }>()
  const kept = (JSON.parse(row?.written ?? '{}') as Record<string, { kept: string }>)[field]?.kept
  const wasOurs = kept !== undefined && same(field, kept, typedIn(contact, field))
  witness.type(contact, field, null)
  if (!wasOurs) witness.typed.delete(`${contact.id} ${field}`)
}

async function inProduct(bench: Drawn, event: Of<InProduct>): Promise<void> {
  const { mappings, witness } = bench
  if (event.kind === 'approve') return approveAll(bench)
  if (event.kind === 'decide') return decide(bench, event)
  if (event.kind === 'order') {
    const { mappings: list } = await bench.call('tenants.get', { tenantId: bench.tenant.id })
    await bench.post('mappings.order', {
      tenantId: bench.tenant.id,
      ids: list.map(({ id }) => id).toReversed(),
    })
    return
  }
  const side = among(sides, event.pick) ?? 'East'
  const mappingId = mappings[side].id
  if (event.kind === 'refresh') await bench.post('plans.get', { mappingId, refresh: true })
  if (event.kind === 'undo') await bench.post('plans.undo', { mappingId })
  if (event.kind === 'sync' || event.kind === 'approval' || event.kind === 'fields') {
    const { kind: _kind, pick: _pick, ...settings } = event
    const response = await bench.post('mappings.settings', { mappingId, ...settings })
    if (event.kind === 'fields' && response.ok) witness.policies.set(organisations[side], event.fields)
  }
}

/** Everything that waits, as an administrator approves it who has looked at it. */
export async function approveAll(bench: Drawn): Promise<void> {
  const { plans } = await bench.call('plans.waiting', {})
  for (const { planId } of plans) await bench.post('plans.approve', { planId })
}

async function decide(bench: Drawn, { pick, choice, among: which }: Of<'decide'>): Promise<void> {
  const { reviews } = await bench.call('reviews.list', {})
  const review = among(reviews, pick)
  if (!review) return
  const { mappingId, tenantId, personId } = review
  const { results } = await bench.db
    .prepare('SELECT contact_id AS id FROM contact WHERE mapping_id = ? ORDER BY contact_id')
    .bind(mappingId)
    .all<{ id: string }>()
  const contactId = among(review.candidates.length > 0 ? review.candidates : results, which)?.id
  if (choice === 'link' && contactId === undefined) return
  const input: ClientInput<'reviews.decide'> = { mappingId, tenantId, personId, choice }
  const response = await bench.post('reviews.decide', choice === 'link' ? { ...input, contactId } : input)
  if (response.ok) bench.decided.push({ personId, choice })
}

function trouble({ world, breakOff, queue, fuse }: Drawn, event: Of<Trouble>): void {
  switch (event.kind) {
    case 'fault':
      world.faults.add(faultFor(event))
      return
    case 'die':
      fuse.left = event.after
      return
    case 'twice': {
      const again = among(queue.sent, event.pick)
      if (again) queue.put(again.body)
      return
    }
    case 'down':
    case 'revoked':
      breakOff(event)
  }
}

function faultFor({ fault, on, times, skip }: Of<'fault'>): Fault {
  let left = skip
  return {
    times,
    match({ method, url }) {
      if (!url.hostname.endsWith('.syncromsp.com')) return false
      const isOne = /\/contacts\/\d+$/.test(url.pathname)
      const isMeant = on === 'any' || on === method || (method === 'GET' && on === (isOne ? 'one' : 'list'))
      if (!isMeant) return false
      left -= 1
      return left < 0
    },
    ...faultOf(fault),
  }
}
