import * as v from 'valibot'
import type { Person } from '../../shared/person.ts'
import type { HttpPort } from '../../shared/psa/api.ts'
import { SyncroContact } from '../../shared/psa/syncro/answers.ts'
import syncro from '../../shared/psa/syncro/api.ts'
import { alreadyEqual, fieldRulesOf, valuesOf } from '../../shared/sync/contact-fields.ts'
import { addressKey } from '../../shared/sync/match.ts'
import { contactJson } from '../../test/world/syncro/json.ts'
import type { BenchMapping } from './organisations.ts'
import type { Plant } from './plant.ts'

const rules = fieldRulesOf(syncro.api({} as HttpPort, ''))
const pageSize = 2_000

interface Row {
  id: string
  contactId: string
  key: string | null
  data: string
  written: string
}

/**
 * Gives each enabled member of a mirrored tenant a contact that says the same, in the PSA and in what is known of it, linked as if
 * the product had made it; or so many of them.
 */
export async function seedContacts(
  plant: Plant,
  mapping: BenchMapping,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  let seeded = 0
  for (let after = ''; seeded < most; ) {
    const { results } = await plant.db
      .prepare('SELECT data FROM person WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3')
      .bind(mapping.tenantId, after, Math.min(pageSize, most - seeded))
      .all<{ data: string }>()
    const persons = results.map(({ data }) => JSON.parse(data) as Person)
    const last = persons.at(-1)
    if (!last) return
    after = last.id
    seeded += persons.length
    const rows = persons.filter(belongs).map((person) => contactOf(plant, mapping, person))
    await write(plant, mapping, rows)
  }
}

const belongs = ({ accountEnabled, userType }: Person) => accountEnabled && userType === 'Member'

function contactOf({ world }: Plant, { organisationId }: BenchMapping, person: Person): Row {
  const wanted = valuesOf(person)
  const stored = world.syncro.account().addContact({
    customerId: Number(organisationId),
    name: wanted.name ?? '',
    email: wanted.email ?? null,
    phone: wanted.phone ?? null,
    mobile: wanted.mobile ?? null,
    properties: wanted.title ? { title: wanted.title } : {},
  })
  const { notes: _notes, ...contact } = v.parse(SyncroContact, contactJson(stored))
  return {
    id: person.id,
    contactId: contact.id,
    key: addressKey(rules, stored.email),
    data: JSON.stringify(contact),
    written: JSON.stringify(alreadyEqual(rules, wanted, contact)),
  }
}

async function write({ db, now }: Plant, mapping: BenchMapping, rows: Row[]): Promise<void> {
  const json = JSON.stringify(rows)
  const { id, tenantId, connectionId, organisationId } = mapping
  const contacts = db.prepare(
    `INSERT INTO contact (mapping_id, contact_id, tenant_id, email_key, data)
     SELECT ?1, value->>'contactId', ?2, value->>'key', value->>'data' FROM json_each(?3)`,
  )
  const links = db.prepare(
    `INSERT INTO link (tenant_id, person_id, connection_id, organisation_id, contact_id, mapping_id, written, linked_at)
     SELECT ?1, value->>'id', ?2, ?3, value->>'contactId', ?4, value->>'written', ?5 FROM json_each(?6)`,
  )
  await db.batch([
    contacts.bind(id, tenantId, json),
    links.bind(tenantId, connectionId, organisationId, id, now(), json),
  ])
}
