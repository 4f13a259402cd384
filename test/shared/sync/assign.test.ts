import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { assign } from '../../../shared/sync/assign.ts'
import { judge, Rule } from '../../../shared/sync/filter.ts'
import { person } from '../plain-person.ts'

const rule = (input: v.InferInput<typeof Rule>) => v.parse(Rule, input)
const dentistry = { id: 'm1', rule: rule({ department: { include: ['Dentistry'] } }) }
const everyone = { id: 'm2', rule: rule({}) }

describe('assign', () => {
  it('gives a person to the first mapping that takes them', () => {
    const persons = [person({ id: 'a', department: 'Dentistry' }), person({ id: 'b', department: 'Finance' })]
    expect(assign(persons, [dentistry, everyone]).map(({ mappingId }) => mappingId)).toEqual(['m1', 'm2'])
    expect(assign(persons, [everyone, dentistry]).map(({ mappingId }) => mappingId)).toEqual(['m2', 'm2'])
  })

  it('lists who belongs nowhere with every reason once', () => {
    const [guest] = assign([person({ id: 'a', userType: 'Guest' })], [dentistry, everyone])
    expect(guest).toEqual({ personId: 'a', mappingId: null, reason: 'Guest accounts are left out' })
    const [unmapped] = assign([person({ id: 'a' })], [])
    expect(unmapped?.reason).toBe('The tenant is not mapped to an organisation')
  })

  const department = fc.option(fc.constantFrom('A', 'B', 'C', ' a '), { nil: null })
  const anyPerson = fc.record({
    department,
    userType: fc.constantFrom('Member' as const, 'Guest' as const),
    accountEnabled: fc.boolean(),
    userPrincipalName: fc.constantFrom('x@contoso.example', 'no-address'),
    deletedAt: fc.option(fc.constant('2026-01-01T00:00:00Z'), { nil: null }),
  })
  const values = fc.array(fc.constantFrom('A', 'B', 'c'), { maxLength: 2 })
  const anyRule = fc.record({
    department: fc.record({ include: values, exclude: values }),
    enabled: fc.constantFrom('enabledOnly' as const, 'all' as const),
  })

  it('never drops a person and never gives one a mapping whose rule leaves them out', () => {
    fc.assert(
      fc.property(fc.array(anyPerson), fc.array(anyRule, { maxLength: 3 }), (overs, rules) => {
        const persons = overs.map((over, index) => person({ ...over, id: `p${index}` }))
        const mappings = rules.map((input, index) => ({ id: `m${index}`, rule: rule(input) }))
        const assigned = assign(persons, mappings)
        expect(assigned.map(({ personId }) => personId)).toEqual(persons.map(({ id }) => id))
        for (const [index, { mappingId, reason }] of assigned.entries()) {
          const takers = mappings.filter(
            (mapping) => judge(persons[index] ?? person({ id: '' }), mapping.rule).belongs,
          )
          expect(mappingId).toBe(takers[0]?.id ?? null)
          expect(reason).not.toBe('')
        }
      }),
    )
  })
})
