import * as fc from 'fast-check'
import { type FaultKind, faultKinds } from '../../../world/faults.ts'

const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 6 })

/** Few addresses, so that they meet; capitals and plus signs among them. */
const mail = fc
  .constantFrom('ada', 'Ada', 'bo', 'bo+news', 'cy', 'dee', 'eve', 'fay', 'gus', 'Hal', 'ida')
  .map((name) => `${name}@contoso.example`)
const first = fc.constantFrom('Ada', 'Bo', 'Cy', 'Zoë')
const title = fc.constantFrom('Buyer', 'Driver', 'Clerk')
const phone = fc.constantFrom('+1 555 0101', '+1 555 0102', '(555) 0103')
/** East and West are mapped, North is not. */
const side = fc.constantFrom('East', 'East', 'East', 'East', 'West', 'West', 'West', 'North')

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
  persons: fc.array(anyPerson, { minLength: 8, maxLength: 14, size: 'max' }),
  contacts: fc.array(anyContact, { minLength: 2, maxLength: 7, size: 'max' }),
  fields,
  /** How many of the first answers about new contacts are lost. */
  lost: fc.integer({ min: 0, max: 2 }),
})

const kind = <K extends string>(name: K) => fc.constant(name)
const pick = fc.nat(1000)

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary })

/** What may happen to persons in Entra. */
const inEntra = fc.oneof(
  often(2, fc.record({ kind: kind('add'), person: anyPerson })),
  often(2, fc.record({ kind: kind('rename'), pick, first })),
  often(2, fc.record({ kind: kind('title'), pick, title: orNull(title) })),
  often(2, fc.record({ kind: kind('phone'), pick, phone: orNull(phone) })),
  often(2, fc.record({ kind: kind('mail'), pick, mail: orNull(mail) })),
  often(1, fc.record({ kind: kind('aliases'), pick, aliases: fc.array(mail, { maxLength: 1 }) })),
  often(4, fc.record({ kind: kind('department'), pick, side: orNull(side) })),
  often(2, fc.record({ kind: kind('enable'), pick, enabled: fc.boolean() })),
  often(1, fc.record({ kind: kind('licence'), pick, licensed: fc.boolean() })),
  often(1, fc.record({ kind: kind('delete'), pick })),
  often(2, fc.record({ kind: kind('restore'), pick })),
  often(1, fc.record({ kind: kind('purge'), pick })),
)

/** What people do in the PSA. */
const byHand = fc.oneof(
  often(2, fc.record({ kind: kind('make'), contact: anyContact })),
  often(
    6,
    fc.record({
      kind: kind('edit'),
      pick,
      field: fc.constantFrom('name' as const, 'email' as const, 'phone' as const, 'title' as const),
      isBlank: fc.constantFrom(false, false, true),
    }),
  ),
  often(1, fc.record({ kind: kind('erase'), pick })),
  often(1, fc.record({ kind: kind('carry'), pick })),
  often(1, fc.record({ kind: kind('mark'), pick, active: fc.boolean() })),
)

/** What people do in the product. */
const inProduct = fc.oneof(
  often(
    6,
    fc.record({
      kind: kind('decide'),
      pick,
      choice: fc.constantFrom(
        'link' as const,
        'link' as const,
        'create' as const,
        'create' as const,
        'leaveOut' as const,
        'undecided' as const,
      ),
      among: fc.nat(20),
    }),
  ),
  often(12, fc.constant({ kind: 'approve' as const })),
  often(2, fc.record({ kind: kind('refresh'), pick })),
  often(1, fc.record({ kind: kind('fields'), pick, fields })),
  often(
    2,
    fc.record({
      kind: kind('sync'),
      pick,
      sync: fc.constantFrom('on' as const, 'on' as const, 'paused' as const),
    }),
  ),
  often(
    1,
    fc.record({ kind: kind('approval'), pick, approval: fc.constantFrom('auto' as const, 'each' as const) }),
  ),
  often(1, fc.constant({ kind: 'order' as const })),
  often(1, fc.record({ kind: kind('undo'), pick })),
)

/** A lying 404 or 403 is believed, and must be; the others pass. */
const passing: FaultKind[] = faultKinds.filter(
  (name) =>
    !['404 in HTML', '403', 'no answer at all', 'an answer that stalls', 'throttled without a word'].includes(
      name,
    ),
)
/** The PSA has done its work, and nobody hears of it. */
const lostAnswers: FaultKind[] = [
  'an answer that is lost',
  'JSON that is cut off',
  'an answer that breaks off',
]
const trouble = fc.oneof(
  fc.record({
    kind: kind('fault'),
    fault: fc.oneof(fc.constantFrom(...passing), fc.constantFrom(...lostAnswers)),
    on: fc.constantFrom('POST', 'PUT', 'list', 'one', 'any'),
    times: fc.integer({ min: 1, max: 4 }),
    skip: fc.nat(3),
  }),
  fc.record({ kind: kind('die'), after: fc.nat(120) }),
  fc.record({ kind: kind('twice'), pick }),
  fc.record({
    kind: fc.constantFrom('down' as const, 'revoked' as const),
    hours: fc.integer({ min: 1, max: 3 }),
  }),
)

export const happening = fc.oneof(
  often(8, inEntra),
  often(4, byHand),
  often(5, inProduct),
  often(3, trouble),
  often(6, fc.constant({ kind: 'hour' as const })),
  often(2, fc.constant({ kind: 'deliver' as const })),
  often(1, fc.constant({ kind: 'week' as const })),
)
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never
