import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import type { Person } from '../../../shared/person.ts'
import { assign, createAssigner } from '../../../shared/sync/assign.ts'
import { dimensionKinds } from '../../../shared/sync/dimensions.ts'
import { compile, groupsNamedBy, judge, Rule, type RuleContext } from '../../../shared/sync/filter.ts'
import { person } from '../plain-person.ts'

const groups = {
  staff: '11111111-aaaa-4000-8000-000000000001',
  board: '11111111-aaaa-4000-8000-000000000002',
}
const skus = {
  premium: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46',
  basic: '3b555118-da6a-4418-894f-7df1e2096870',
}
const names = new Map<string, string>([
  [groups.staff, 'All staff'],
  [groups.board, 'Board'],
  [skus.premium, 'Business Premium'],
  [skus.basic, 'Business Basic'],
])
function contextOf(membership: Record<string, string[]>, unread: string[] = []): RuleContext {
  const nameOf = (id: string) => names.get(id) ?? null
  return {
    groupsOfPerson: (id) => new Set(membership[id] ?? []),
    unreadGroups: new Set(unread),
    groupName: nameOf,
    productName: nameOf,
    mailboxKind: () => null,
  }
}
const rule = (input: v.InferInput<typeof Rule>) => v.parse(Rule, input)
function reasonOf(over: Partial<Person>, input: v.InferInput<typeof Rule>, context = contextOf({})): string {
  const { belongs, reason } = judge(person({ id: 'a', ...over }), rule(input), context)
  return `${belongs ? 'in' : 'out'}: ${reason}`
}

describe('a rule', () => {
  it('tells offices apart', () => {
    const input = { office: { include: ['Eastside'] } }
    expect(reasonOf({ officeLocation: 'eastside ' }, input)).toBe('in: Office is eastside')
    expect(reasonOf({ officeLocation: 'West' }, input)).toBe(
      'out: Office is West, and the rule takes Eastside',
    )
    expect(reasonOf({}, input)).toBe('out: Has no office, and the rule takes Eastside')
    expect(reasonOf({ officeLocation: 'West' }, { office: { exclude: ['west'] } })).toBe(
      'out: Office is West, which the rule leaves out',
    )
  })

  it('compares domains with the mail address and with the sign-in name', () => {
    const over = { mail: 'a@Sales.Example', userPrincipalName: 'a@hq.example' }
    expect(reasonOf(over, { domain: { include: ['@HQ.example'] } })).toBe('in: Domain is hq.example')
    expect(reasonOf(over, { domain: { include: ['sales.example'] } })).toBe('in: Domain is sales.example')
    expect(reasonOf(over, { domain: { include: ['hq.example'], exclude: ['sales.example'] } })).toBe(
      'out: Domain is sales.example, which the rule leaves out',
    )
    expect(reasonOf(over, { domain: { include: ['example'] } })).toBe(
      'out: Domain is hq.example and sales.example, and the rule takes example',
    )
  })

  it('takes and leaves out the members of groups, by name', () => {
    const context = contextOf({ a: [groups.staff] })
    const staff = { group: { include: [groups.staff.toUpperCase()] } }
    expect(reasonOf({}, staff, context)).toBe('in: Is in the group All staff')
    expect(reasonOf({ id: 'b' }, staff, context)).toBe('out: Is in no group that the rule takes (All staff)')
    expect(reasonOf({}, { group: { exclude: [groups.staff] } }, context)).toBe(
      'out: Is in the group All staff, which the rule leaves out',
    )
    expect(
      groupsNamedBy(rule({ group: { include: [groups.board], exclude: ['', groups.staff.toUpperCase()] } })),
    ).toEqual([groups.staff, groups.board])
  })

  it('says that nobody knows where the members of a group were not read yet', () => {
    const unread = contextOf({ a: [groups.staff] }, [groups.board])
    const text = 'out: The members of the group Board have not been read yet'
    expect(reasonOf({}, { group: { exclude: [groups.board] } }, unread)).toBe(text)
    expect(reasonOf({}, { group: { include: [groups.board, groups.staff] } }, unread)).toBe(text)
    expect(reasonOf({}, { group: { include: [groups.staff] } }, unread)).toMatch(/^in:/)
  })

  it('takes and leaves out holders of licences, by product name', () => {
    const premium = { licence: { include: [skus.premium] } }
    expect(reasonOf({ skuIds: [skus.basic, skus.premium.toUpperCase()] }, premium)).toBe(
      'in: Has the licence Business Premium',
    )
    expect(reasonOf({ skuIds: [skus.basic] }, premium)).toBe(
      'out: Has no licence that the rule takes (Business Premium)',
    )
    expect(reasonOf({ skuIds: [skus.basic] }, { licence: { exclude: [skus.basic] } })).toBe(
      'out: Has the licence Business Basic, which the rule leaves out',
    )
  })

  it('demands every dimension and names each that decided', () => {
    const input = { department: { include: ['Finance'] }, office: { include: ['East'] } }
    expect(reasonOf({ department: 'Finance', officeLocation: 'East' }, input)).toBe(
      'in: Department is Finance; Office is East',
    )
    expect(reasonOf({ department: 'Finance', officeLocation: 'West' }, input)).toMatch(/^out: Office is West/)
  })

  it('keeps the meaning of rules saved before there were more dimensions', () => {
    const saved = {
      userType: { include: ['Member'], exclude: [] },
      department: { include: ['A'], exclude: [] },
    }
    expect(v.parse(Rule, saved)).toEqual({ ...saved, enabled: 'enabledOnly' })
  })
})

const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const anyPerson = fc
  .record({
    id: pick('p1', 'p2', 'p3', 'p4'),
    department: pick('A', 'b', ' a ', null, ''),
    officeLocation: pick('East', 'west', null),
    mail: pick('x@one.example', 'x@TWO.example', null),
    userPrincipalName: pick('x@one.example', 'x@three.example', 'no-address'),
    skuIds: fc.subarray(Object.values(skus)),
    userType: pick('Member' as const, 'Guest' as const),
    accountEnabled: fc.boolean(),
    deletedAt: fc.option(fc.constant('2026-01-01T00:00:00Z'), { nil: null, freq: 9 }),
  })
  .map((over) => person(over))
const dimension = (...values: string[]) => {
  const some = fc.array(pick(...values), { maxLength: 3 })
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({ include: [] as string[], exclude: [] as string[] }) },
    { weight: 1, arbitrary: fc.record({ include: some, exclude: some }) },
  )
}
const dimensions = {
  userType: dimension('Member', 'guest', ''),
  department: dimension('A', 'B', ' c'),
  office: dimension('east', 'West'),
  domain: dimension('one.example', '@two.example', 'three.example'),
  group: dimension(...Object.values(groups)),
  licence: dimension(...Object.values(skus)),
}
const anyRule = fc.record({ ...dimensions, enabled: pick('enabledOnly' as const, 'all' as const) })
const membership = fc.dictionary(pick('p1', 'p2', 'p3', 'p4'), fc.subarray(Object.values(groups)))
const anyContext = membership.map((entries) => contextOf(entries))
const everything = rule({ userType: {}, enabled: 'all' })

describe('every rule', () => {
  it('means the same in whatever order its values stand', () => {
    fc.assert(
      fc.property(
        anyPerson,
        anyRule,
        anyContext,
        fc.infiniteStream(fc.nat(7)),
        (who, given, context, chance) => {
          const shuffled = <T>(values: T[]): T[] =>
            values
              .map((value) => [chance.next().value ?? 0, value] as const)
              .toSorted(([a], [b]) => a - b)
              .map(([, value]) => value)
          const turned = Object.fromEntries(
            Object.entries(given).map(([name, value]) => [
              name,
              typeof value === 'string'
                ? value
                : { include: shuffled(value.include), exclude: shuffled(value.exclude) },
            ]),
          )
          expect(judge(who, turned as Rule, context)).toEqual(judge(who, given, context))
        },
      ),
    )
  })

  it('leaves out whom a list leaves out, whatever else it takes', () => {
    const names = Object.keys(dimensions) as (keyof typeof dimensions)[]
    fc.assert(
      fc.property(anyPerson, anyRule, anyContext, pick(...names), (who, given, context, name) => {
        // Taken only because of this dimension's values: naming those as left out must turn it round.
        const values = given[name].include
        const only = { ...everything, [name]: { include: values, exclude: [] } }
        const takes = compile(only, context)(who).belongs && values.some((value) => value.trim() !== '')
        const both = { ...given, [name]: { include: values, exclude: values } }
        if (takes) expect(judge(who, both, context).belongs).toBe(false)
        expect(judge(who, { ...only, [name]: both[name] }, context).belongs && takes).toBe(false)
      }),
    )
  })

  it('takes everyone present with an address when it names nothing', () => {
    fc.assert(
      fc.property(anyPerson, anyContext, (who, context) => {
        const hasAddress = who.mail !== null || who.userPrincipalName.includes('@')
        expect(judge(who, everything, context).belongs).toBe(who.deletedAt === null && hasAddress)
      }),
    )
  })

  it('takes no more when another dimension is added, and no fewer when an exclusion is dropped', () => {
    fc.assert(
      fc.property(
        anyPerson,
        anyRule,
        anyContext,
        pick('office', 'group', 'licence', 'domain'),
        (who, given, context, name) => {
          const without = { ...given, [name]: { include: [], exclude: [] } }
          if (judge(who, given, context).belongs) expect(judge(who, without, context).belongs).toBe(true)
        },
      ),
    )
  })
})

describe('several mappings', () => {
  const anyMappings = fc
    .array(anyRule, { maxLength: 4 })
    .map((rules) =>
      rules.map((given, index) => ({ id: `m${index}`, organisationName: `Org ${index}`, rule: given })),
    )

  it('give every person exactly one mapping, the first that takes them, or a reason', () => {
    fc.assert(
      fc.property(fc.array(anyPerson), anyMappings, anyContext, (persons, mappings, context) => {
        const assigned = assign(persons, mappings, context)
        expect(assigned.map(({ personId }) => personId)).toEqual(persons.map(({ id }) => id))
        const { verdict } = createAssigner(mappings, context)
        for (const [index, { mappingId, reason }] of assigned.entries()) {
          const who = persons[index] ?? person({ id: '' })
          const taker = mappings.find((mapping) => judge(who, mapping.rule, context).belongs)
          expect(mappingId).toBe(taker?.id ?? null)
          expect(reason).not.toBe('')
          const owners = mappings.filter(({ id }) => verdict(who, id).belongs).map(({ id }) => id)
          expect(owners).toEqual(mappingId === null ? [] : [mappingId])
        }
      }),
    )
  })

  it('name who comes first, and sum up why nobody takes a person', () => {
    const of = (department: string) => rule({ department: { include: [department] } })
    const mappings = [
      { id: 'm1', organisationName: 'East', rule: of('A') },
      { id: 'm2', organisationName: 'West', rule: rule({ userType: { include: ['Guest'] } }) },
      { id: 'm3', organisationName: 'North', rule: of('B') },
    ]
    const { assign: one, verdict } = createAssigner(mappings)
    expect(verdict(person({ id: 'a', department: 'A' }), 'm3').reason).toBe(
      'Belongs to East, whose rule comes first',
    )
    expect(one(person({ id: 'a' })).reason).toBe(
      'East: Has no department, and the rule takes A; West: Member accounts are left out; North: Has no department, and the rule takes B',
    )
    expect(one(person({ id: 'a', deletedAt: '2026-01-01T00:00:00Z' })).reason).toBe('Deleted in Entra')
  })

  it('look a person’s values up in long lists, and never go through them', () => {
    const many = Array.from({ length: 200 }, (_, index) => `Department ${index}`)
    let keyed = 0
    const department = dimensionKinds.department.key
    const counted = vi.spyOn(dimensionKinds.department, 'key').mockImplementation((value) => {
      keyed += 1
      return department(value)
    })
    const mappings = [0, 1, 2].map((index) => ({
      id: `m${index}`,
      rule: rule({ department: { include: many, exclude: many.slice(0, index) }, domain: { exclude: many } }),
    }))
    const { assign: one } = createAssigner(mappings)
    const prepared = keyed
    const who = Array.from({ length: 1000 }, (_, index) =>
      person({ id: `p${index}`, department: `Department ${index}` }),
    )
    const taken = who.filter((entry) => one(entry).mappingId !== null)
    expect(taken).toHaveLength(200)
    // One look a person and mapping, however long the lists are.
    expect(keyed - prepared).toBeLessThanOrEqual(who.length * mappings.length)
    counted.mockRestore()
  })
})
