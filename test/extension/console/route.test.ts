import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeKinds } from '#shared/sync/plan.ts'
import { type ConsoleRoute, hashOf, routeOf } from '../../../extension/console/route.ts'

const id = fc.string({ unit: 'grapheme', minLength: 1 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const withoutBlanks = (filter: object) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))

const route: fc.Arbitrary<ConsoleRoute> = fc.oneof(
  fc.constantFrom<ConsoleRoute>(
    ...(['tenants', 'plans', 'organisations', 'alerts', 'suggestions', 'connections'] as const).map(
      (screen) => ({ screen }),
    ),
    { screen: 'technicians' },
    { screen: 'reviews' },
  ),
  fc.record({ screen: fc.constantFrom('tenant' as const, 'map' as const), tenantId: id }),
  fc.record({
    screen: fc.constant('rule' as const),
    tenantId: id,
    place: fc.record({ connectionId: id, organisationId: id, organisationName: id }),
  }),
  fc.record({
    screen: fc.constantFrom('plan', 'untouched', 'settings'),
    tenantId: id,
    mappingId: id,
  }),
  fc.record({ screen: fc.constant('reviews' as const), mappingId: id }),
  fc
    .record({
      tenantId: maybe(id),
      mappingId: maybe(id),
      contactId: maybe(id),
      personId: maybe(id),
      kind: maybe(fc.constantFrom(...changeKinds)),
      state: maybe(fc.constantFrom('done' as const, 'failed' as const, 'skipped' as const)),
    })
    .map((filter) => ({ screen: 'history' as const, filter: withoutBlanks(filter) })),
)

describe('the address of a full page', () => {
  it('leads back to the page it was made for, whatever the ids are', () => {
    fc.assert(
      fc.property(route, (made) => {
        expect(routeOf(hashOf(made))).toEqual(made)
      }),
    )
  })

  it('is the first page where it makes no sense, and never an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('#', '/', '?', '%', 'p', 'plan', '=', '&', '\u202e') }),
        (hash) => {
          expect(routeOf(hash).screen).toMatch(/^\w+$/)
        },
      ),
    )
    expect(routeOf('#/plan/only-one-id')).toEqual({ screen: 'tenants' })
    expect(routeOf('#/plan/%E0%A4%A/m1')).toEqual({ screen: 'tenants' })
    expect(routeOf('#/rule/t1?connectionId=c1')).toEqual({ screen: 'tenant', tenantId: 't1' })
    expect(routeOf('#/history?kind=delete&state=lost')).toEqual({ screen: 'history', filter: {} })
  })
})
