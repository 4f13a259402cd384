import * as fc from 'fast-check'
import { type FaultKind, faultKinds } from '../../../world/faults.ts'

const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 4 })

/** Few addresses, so that they meet; capitals and plus signs among them. */
const mail = fc
  .constantFrom('ada', 'Ada', 'bo', 'bo+news', 'cy', 'dee')
  .map((name) => `${name}@contoso.example`)
const first = fc.constantFrom('Ada', 'Bo', 'Cy', 'Zoë')
const title = fc.constantFrom('Buyer', 'Driver', 'Clerk')
const phone = fc.constantFrom('+1 555 0101', '+1 555 0102', '(555) 0103')
/** East and West are mapped, North is not. */
const side = fc.constantFrom('East', 'East', 'West', 'North')

const anyPerson = fc.record({
  first,
  mail: orNull(mail),
  aliases: fc.array(mail, { maxLength: 1 }),
  side: orNull(side),
  licensed: fc.constantFrom(true, true, true, false),
  mailbox: fc.constantFrom('user' as const, 'user' as const, 'shared' as const),
  title: orNull(title),
  phone: orNull(phone),
})
export type DrawnPerson = typeof anyPerson extends fc.Arbitrary<infer T> ? T : never

/** As people type them: capitals, spaces around an address, or none at all. */
const typedMail = orNull(
  fc
    .tuple(mail, fc.constantFrom('', ' '))
    .map(([address, space]) => `${space}${address.toUpperCase()}${space}`),
)
const anyContact = fc.record({
  side: fc.constantFrom('East' as const, 'West' as const),
  email: typedMail,
  hasPhone: fc.boolean(),
  hasTitle: fc.boolean(),
})
export type DrawnContact = typeof anyContact extends fc.Arbitrary<infer T> ? T : never

const fields = fc.dictionary(
  fc.constantFrom('name', 'email', 'phone', 'title'),
  fc.constantFrom('always' as const, 'default' as const, 'never' as const),
  { maxKeys: 2 },
)

export const anyWorld = fc.record({
  persons: fc.array(anyPerson, { minLength: 3, maxLength: 9 }),
  contacts: fc.array(anyContact, { maxLength: 6 }),
  fields,
})

const kind = <K extends string>(name: K) => fc.constant(name)
const pick = fc.nat(1000)

/** What may happen to persons in Entra. */
const inEntra = fc.oneof(
  fc.record({ kind: kind('add'), person: anyPerson }),
  fc.record({ kind: kind('rename'), pick, first }),
  fc.record({ kind: kind('title'), pick, title: orNull(title) }),
  fc.record({ kind: kind('phone'), pick, phone: orNull(phone) }),
  fc.record({ kind: kind('mail'), pick, mail: orNull(mail) }),
  fc.record({ kind: kind('aliases'), pick, aliases: fc.array(mail, { maxLength: 1 }) }),
  fc.record({ kind: kind('department'), pick, side: orNull(side) }),
  fc.record({ kind: kind('department'), pick, side: fc.constantFrom('East', 'West') }),
  fc.record({ kind: kind('enable'), pick, enabled: fc.boolean() }),
  fc.record({ kind: kind('licence'), pick, licensed: fc.boolean() }),
  fc.record({ kind: kind('delete'), pick }),
  fc.record({ kind: kind('restore'), pick }),
  fc.record({ kind: kind('purge'), pick }),
)

/** What people do in the PSA. */
const byHand = fc.oneof(
  fc.record({ kind: kind('make'), contact: anyContact }),
  fc.record({
    kind: kind('edit'),
    pick,
    field: fc.constantFrom('name' as const, 'email' as const, 'phone' as const, 'title' as const),
    isBlank: fc.constantFrom(false, false, true),
  }),
  fc.record({ kind: kind('erase'), pick }),
  fc.record({ kind: kind('carry'), pick }),
  fc.record({ kind: kind('mark'), pick, active: fc.boolean() }),
)

/** What people do in the product. */
const inProduct = fc.oneof(
  fc.record({
    kind: kind('decide'),
    pick,
    choice: fc.constantFrom(
      'link' as const,
      'link' as const,
      'create' as const,
      'leaveOut' as const,
      'undecided' as const,
    ),
    among: fc.nat(20),
  }),
  fc.constant({ kind: 'approve' as const }),
  fc.record({ kind: kind('refresh'), pick }),
  fc.record({ kind: kind('fields'), pick, fields }),
  fc.record({
    kind: kind('sync'),
    pick,
    sync: fc.constantFrom('on' as const, 'on' as const, 'paused' as const),
  }),
  fc.record({ kind: kind('approval'), pick, approval: fc.constantFrom('auto' as const, 'each' as const) }),
  fc.constant({ kind: 'order' as const }),
  fc.record({ kind: kind('undo'), pick }),
)

/** A lying 404 or 403 is believed, and must be; the others pass. */
const passing: FaultKind[] = faultKinds.filter(
  (name) =>
    !['404 in HTML', '403', 'no answer at all', 'an answer that stalls', 'throttled without a word'].includes(
      name,
    ),
)
const trouble = fc.oneof(
  fc.record({
    kind: kind('fault'),
    fault: fc.constantFrom(...passing),
    on: fc.constantFrom('POST', 'PUT', 'list', 'one', 'any'),
    times: fc.integer({ min: 1, max: 4 }),
    skip: fc.nat(3),
  }),
  fc.record({ kind: kind('die'), after: fc.nat(120) }),
  fc.record({ kind: kind('twice'), pick }),
  fc.constant({ kind: 'down' as const }),
  fc.constant({ kind: 'revoked' as const }),
)

export const happening = fc.oneof(
  { weight: 6, arbitrary: inEntra },
  { weight: 4, arbitrary: byHand },
  { weight: 4, arbitrary: inProduct },
  { weight: 3, arbitrary: trouble },
  { weight: 4, arbitrary: fc.constant({ kind: 'hour' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'deliver' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'week' as const }) },
)
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never
