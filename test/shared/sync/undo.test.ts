import { describe, expect, it } from 'vitest'
import { activated, deactivated } from '../../../shared/sync/contact-fields.ts'
import { type ChangeKind, changeKinds } from '../../../shared/sync/plan.ts'
import { type DoneChange, undoOf } from '../../../shared/sync/undo.ts'
import { everything, pairs } from './planning.ts'

const done = (kind: ChangeKind, fields: DoneChange['fields'] = []): DoneChange => ({
  kind,
  personId: 'p1',
  displayName: 'Mara E',
  userPrincipalName: 'mara@contoso.example',
  contactId: 'c1',
  fields,
})
const over = { field: 'title', label: 'Job title', old: 'Boss', new: 'Manager' }
const filled = { field: 'phone', label: 'Phone', old: null, new: '+1 555 01' }
const nothing = Object.fromEntries(Object.keys(everything).map((name) => [name, false])) as typeof everything

describe('taking back', () => {
  it('an update puts back what was written over, and says what had been blank', () => {
    const { change, remains } = undoOf(done('update', [over, filled]), everything)
    expect(change).toMatchObject({ kind: 'update', personId: 'p1', contactId: 'c1' })
    expect(change && pairs(change)).toEqual([['title', 'Manager', 'Boss']])
    expect(remains).toBe('Phone had been blank and stays filled.')
  })

  it('an update that filled blanks alone leaves everything', () => {
    expect(undoOf(done('update', [filled]), everything)).toEqual({
      change: null,
      remains: 'Phone had been blank and stays filled.',
    })
  })

  it('a first link takes the link away, with what was written over', () => {
    const { change, remains } = undoOf(done('link', [over, filled, activated]), everything)
    expect(change?.kind).toBe('unlink')
    expect(change && pairs(change)).toEqual([['title', 'Manager', 'Boss']])
    expect(remains).toBe('Phone had been blank and stays filled.')
    const bare = undoOf(done('link', [over]), nothing).change
    expect([bare?.kind, bare?.fields]).toEqual(['unlink', []])
  })

  it('a new contact makes it inactive, for nothing is ever deleted', () => {
    const { change, remains } = undoOf(done('create', [filled]), everything)
    expect(change).toMatchObject({ kind: 'deactivate', fields: [deactivated] })
    expect(remains).toBe('The new contact stays, inactive.')
    expect(undoOf(done('create'), nothing)).toEqual({
      change: null,
      remains: 'The new contact stays: this ticket system cannot make it inactive.',
    })
  })

  it('a deactivation activates, and the other way round', () => {
    expect(undoOf(done('deactivate', [deactivated]), everything)).toMatchObject({
      change: { kind: 'reactivate', fields: [activated] },
      remains: null,
    })
    expect(undoOf(done('reactivate', [filled, activated]), everything)).toMatchObject({
      change: { kind: 'deactivate', fields: [deactivated] },
      remains: 'Phone had been blank and stays filled.',
    })
    expect(undoOf(done('deactivate'), nothing).remains).toContain('stays inactive')
    expect(undoOf(done('reactivate'), nothing).remains).toBe('The contact stays active.')
  })

  it('a move changes nothing: the rules put the person there', () => {
    expect(undoOf(done('move'), everything)).toEqual({
      change: null,
      remains: 'The person stays in the new organisation: the rules put them there.',
    })
  })

  it('never deletes and never erases, whatever was done', () => {
    for (const kind of changeKinds) {
      for (const can of [everything, nothing]) {
        const { change } = undoOf(done(kind, [over, filled]), can)
        for (const { new: value } of change?.fields ?? []) expect(value).not.toBeNull()
        expect(change?.kind === undefined || changeKinds.includes(change.kind)).toBe(true)
      }
    }
  })

  it('of an undo itself is nothing', () => {
    expect(undoOf(done('unlink'), everything)).toEqual({ change: null, remains: null })
    expect(undoOf(done('review'), everything)).toEqual({ change: null, remains: null })
  })
})
