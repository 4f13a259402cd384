import { vi } from 'vitest'
import { AppError, type ErrorCode, errorText } from '../../../shared/errors.ts'
import type { PsaApi, PsaApiDefinition, PsaPageOf } from '../../../shared/psa/api.ts'
import type { Contact, ContactField, ContactValues } from '../../../shared/psa/contact.ts'
import { apis } from '../../../worker/psa/apis.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import type { EmbeddedPsa, PsaFixture, Seeded } from '../../fixtures/psa/fixture.ts'
import { refusalOf } from '../../shared/psa/desk.ts'
import { createClock } from '../../world/clock.ts'

export { refusalOf }

/** An adapter before its embedded PSA, with everything that it sends. */
export interface Subject {
  fixture: PsaFixture
  definition: PsaApiDefinition
  psa: EmbeddedPsa
  seeded: Seeded
  /** Everything the adapter can do, what is still to be tried included. */
  api: PsaApi
  sent: Request[]
  /** The same account with other credentials. */
  as(credentials: Record<string, string>): PsaApi
  /** Answers instead of the PSA, or spoils its answer; null = not this one. */
  spoil: ((request: Request) => Promise<Response | null> | null) | null
}

export function subjectOf(fixture: PsaFixture): Subject {
  const clock = createClock()
  const { psa, seeded } = fixture.create(clock)
  const definition = apis[fixture.id]
  if (!definition) throw new Error(`There is no API of ${fixture.id}.`)
  const as = (credentials: Record<string, string>) => {
    const { account } = fixture
    return definition.api(createHttp({ api: definition, account, credentials, now: clock.now }), account)
  }
  const api = as(fixture.credentials)
  const subject: Subject = { fixture, definition, psa, seeded, api, sent: [], as, spoil: null }
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init)
    subject.sent.push(request.clone() as Request)
    return (await subject.spoil?.(request)) ?? psa.fetch(request)
  })
  return subject
}

/** A method that this PSA has: tests of what it has not are not made. */
export function can<K extends keyof PsaApi>({ api }: Subject, name: K): NonNullable<PsaApi[K]> {
  const method = api[name]
  if (method === undefined || method === null) throw new Error(`The adapter has no ${name}.`)
  return method
}

export const codeOf = async (work: Promise<unknown>): Promise<ErrorCode> => (await refusalOf(work)).code

/** Everything of an error that may be shown or logged, its causes included. */
export function allTextOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const told = error instanceof AppError ? errorText(error.code, error.detail) : ''
  return [told, error.message, error.stack, JSON.stringify(error), allTextOf(error.cause)].join('\n')
}

/** Every page, to the last; a listing that never ends fails. */
export async function everyPage<T>(read: (page: string | null) => Promise<PsaPageOf<T>>): Promise<T[]> {
  const all: T[] = []
  let page: string | null = null
  for (let count = 0; count < 500; count += 1) {
    const { items, next }: PsaPageOf<T> = await read(page)
    all.push(...items)
    if (next === null) return all
    page = next
  }
  throw new Error('The listing does not end.')
}

const samples: ContactValues = {
  name: 'Zoë Ångström',
  email: 'Zoe.Angstrom+desk@contoso.example',
  phone: '+1 (555) 010-0150',
  mobile: '+1 555 010 0151',
  title: 'Dental nurse & buyer',
  department: 'Dentistry',
  office: 'Harbour clinic',
  company: 'Contoso Dental',
  street: '1 Harbour Street',
  city: 'Portland',
  state: 'Oregon',
  postalCode: '97201',
  country: 'United States',
}

/** A value for each field that this PSA can write. */
export function sampleValues({ api }: Subject): ContactValues & { name: string } {
  const fields = (api.fields ?? []).map(({ id }) => id)
  const values = fields.map((id) => [id, samples[id] ?? 'zoe.angstrom@contoso.example'])
  return { ...Object.fromEntries(values), name: 'Zoë Ångström' }
}

/** The values of a contact in the PSA's normal form, field by field. */
export function normalValues({ api }: Subject, { values }: Pick<Contact, 'values'>): Record<string, string> {
  const fields = (api.fields ?? []).map(({ id }) => id)
  const normal = (id: ContactField) => {
    const value = values[id]
    return value ? (api.normal?.(id, value) ?? value.trim()) : ''
  }
  return Object.fromEntries(fields.map((id) => [id, normal(id)]))
}
