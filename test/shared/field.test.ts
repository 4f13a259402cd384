import { describe, expect, it } from 'vitest'
import {
  change,
  choice,
  initialValues,
  isAsked,
  moment,
  parseFields,
  pick,
  text,
  wireValues,
} from '../../shared/field.ts'

const fields = {
  group: pick('Group', { from: 'joinableGroups' }),
  manager: pick('Manager', { from: 'persons', required: false }),
  city: change('City', (person) => person.city),
  from: moment('From', { when: { field: 'state', is: ['on', 'later'] } }),
  state: choice('State', { on: 'On', later: 'Later', off: 'Off' }, 'off'),
  reason: text('Reason'),
}
const parsed = (input: object) => parseFields(fields, input)

describe('fields', () => {
  it('start with nothing picked and nothing changed', () => {
    expect(initialValues(fields)).toEqual({
      ...{ group: null, manager: null, city: null, from: '', state: 'off', reason: '' },
    })
  })

  it('take an id from a request and what was picked from a form', () => {
    const fromRequest = parsed({ group: 'g1' })
    expect(fromRequest.output).toMatchObject({ group: { id: 'g1', name: 'g1' }, manager: null, city: null })
    const group = { id: 'g1', name: 'Front office' }
    expect(parsed({ group }).output).toMatchObject({ group })
  })

  it.each([undefined, null, ''])('miss a pick that is %j, and say which', (group) => {
    const { success, issues } = parsed(group === undefined ? {} : { group })
    expect(success).toBe(false)
    expect(issues?.[0].message).toBe('Group is missing.')
  })

  it.each([7, [], {}, { id: 'g1' }, 'x'.repeat(600)])('take no pick like %j', (group) => {
    expect(parsed({ group }).success).toBe(false)
  })

  it('tell leaving a text as it is from clearing it', () => {
    const cities = [undefined, null, '', ' Portland '].map((city) => parsed({ group: 'g', city }).output)
    expect(cities).toMatchObject([{ city: null }, { city: null }, { city: '' }, { city: 'Portland' }])
    expect(parsed({ group: 'g', city: 'x'.repeat(129) }).success).toBe(false)
  })

  it('send what was picked by its id alone', () => {
    const values = { group: { id: 'g1', name: 'x' }, manager: null, city: '', on: true }
    expect(wireValues(values)).toEqual({ group: 'g1', manager: null, city: '', on: true })
  })

  it('are asked with any of the values that they name', () => {
    const asked = ['on', 'later', 'off'].map((state) => isAsked(fields.from, { state }))
    expect(asked).toEqual([true, true, false])
    expect(isAsked(fields.reason, {})).toBe(true)
  })
})
