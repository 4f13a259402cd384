import type { ContactField } from '../../../../shared/psa/contact.ts'
import { normal } from '../../../../shared/psa/normal.ts'
import type { FieldPolicies } from '../../../../shared/sync/settings.ts'
import type { SyncroAccount, SyncroContact } from '../../../world/syncro/account.ts'
import type { Syncro } from '../../../world/syncro/syncro.ts'
import type { DrawnContact } from './arbitraries.ts'
import { organisations } from './bench.ts'

const handFields = ['name', 'email', 'phone', 'title'] as const
export type HandField = (typeof handFields)[number]

export function typedIn(contact: SyncroContact, field: HandField): string | null {
  const value = field === 'title' ? contact.properties.title : contact[field]
  return value?.trim() || null
}
export const same = (field: ContactField, one: string | null, other: string | null) =>
  (one === null ? null : normal(field, one)) === (other === null ? null : normal(field, other))

interface Watched {
  account: SyncroAccount
  syncro: Syncro
  db: D1Database
  /** Every address that was a person's first one, by person. */
  addresses: ReadonlyMap<string, ReadonlySet<string>>
  now(): number
}

/** Someone at the PSA who types values, remembers each, and sees what every request does to them. */
export function createWitness({ account, syncro, db, addresses, now }: Watched) {
  let serial = 0
  /** What was typed by hand and stands there still, by contact and field; null = blanked. */
  const typed = new Map<string, string | null>()
  const overwritten: { contactId: number; field: HandField; old: string | null; allowed: boolean }[] = []
  /** Whom a contact was made for, by the change that was being sent. */
  const made: { personId: string; isDecided: boolean; name: string }[] = []
  const marked = new Set<number>()
  const notes = new Map<number, string>()
  const policies = new Map<number, FieldPolicies>()
  const key = (contactId: number, field: HandField) => `${contactId} ${field}`

  function type(contact: SyncroContact, field: HandField, value: string | null): void {
    if (field === 'title') {
      if (value === null) delete contact.properties.title
      else contact.properties.title = value
    } else if (field === 'name') contact.name = value ?? contact.name
    else contact[field] = value
    typed.set(key(contact.id, field), value)
  }

  async function compare(before: SyncroContact): Promise<void> {
    const after = account.contacts.get(before.id)
    if (!after) throw new Error(`Contact ${before.id} was deleted.`)
    const allowed = policies.get(before.customerId) ?? {}
    for (const field of handFields) {
      const old = typed.get(key(before.id, field))
      if (old === undefined || same(field, typedIn(after, field), old)) continue
      if (field === 'email' && (await isEntras(before.id, old))) continue
      overwritten.push({ contactId: before.id, field, old, allowed: allowed[field] === 'always' })
      typed.delete(key(before.id, field))
    }
  }

  /** An address that equals the person's counts as Entra's from the first link on, whoever typed it. */
  async function isEntras(contactId: number, address: string | null): Promise<boolean> {
    const row = await db
      .prepare('SELECT person_id AS personId FROM link WHERE contact_id = ?')
      .bind(String(contactId))
      .first<{ personId: string }>()
    return [...(addresses.get(row?.personId ?? '') ?? [])].some((one) => same('email', one, address))
  }

  async function noteMade(name: unknown): Promise<void> {
    const { results } = await db
      .prepare(
        `SELECT person_id AS personId, reason, fields FROM change WHERE state = 'sending' AND kind = 'create'`,
      )
      .all<{ personId: string; reason: string; fields: string }>()
    const rows = results.filter(({ fields }) => fields.includes(JSON.stringify(name)))
    const [row] = rows
    if (!row) throw new Error(`Nothing on record makes ${String(name)}.`)
    made.push({ personId: row.personId, isDecided: row.reason.startsWith('Decided'), name: String(name) })
  }

  const { fetch } = syncro
  syncro.fetch = async (request) => {
    const { pathname } = new URL(request.url)
    const id = Number(/\/contacts\/(\d+)$/.exec(pathname)?.[1] ?? 0)
    const contact = account.contacts.get(id)
    const before = contact && structuredClone(contact)
    const isMaking = request.method === 'POST' && pathname.endsWith('/contacts')
    const body = isMaking ? ((await request.clone().json()) as { name?: unknown }) : null
    const response = await fetch(request)
    if (before) await compare(before)
    if (body && response.ok) await noteMade(body.name)
    return response
  }

  return {
    typed,
    overwritten,
    made,
    marked,
    notes,
    policies,
    type,
    /** Somebody makes a contact: every value that it has is theirs. */
    makeByHand({ side, email, hasPhone, hasTitle }: DrawnContact): SyncroContact {
      serial += 1
      const name = `By hand ${serial}`
      const contact = account.addContact({ customerId: organisations[side], name, notes: `Note ${serial}` })
      type(contact, 'name', name)
      if (email !== null) type(contact, 'email', email)
      if (hasPhone) type(contact, 'phone', `555 09${10 + serial}`)
      if (hasTitle) type(contact, 'title', `Title by hand ${serial}`)
      notes.set(contact.id, `Note ${serial}`)
      return contact
    },
    editByHand(contact: SyncroContact, field: HandField): void {
      serial += 1
      const value = { name: 'By hand', email: 'hand', phone: '555 09', title: 'Title by hand' }[field]
      type(
        contact,
        field,
        field === 'email'
          ? `${value}${serial}@hand.example`
          : `${value}${field === 'phone' ? 10 + serial : ` ${serial}`}`,
      )
    },
    /** Somebody takes our line out of the notes, or writes one like it. */
    markByHand(contact: SyncroContact, active: boolean): void {
      const rest = (contact.notes ?? '').replace(/^\[Sidelight\] Inactive since .*\n?/gm, '')
      contact.notes = active
        ? rest
        : `[Sidelight] Inactive since ${new Date(now()).toISOString().slice(0, 10)}\n${rest}`
      marked.add(contact.id)
    },
  }
}
