import { describe, expect, it } from 'vitest'
import { isCredential, isDestructive } from '../../../shared/action-policy.ts'
import { fieldsFor } from '../../../shared/actions/define.ts'
import { actionOf, actions } from '../../../shared/actions/index.ts'
import { initialValues, parseFields, wireValues } from '../../../shared/field.ts'
import { filled, hostile } from './sample-values.ts'
import { mara } from './scripted-graph.ts'

const named = actions.map((action) => [action.id, action] as const)
const steppers = actions.filter(({ steps }) => steps)
const secretsOf = (fields: (typeof actions)[number]['fields']) =>
  Object.entries(fields).filter(([, { kind }]) => kind === 'secret')

describe('every action', () => {
  it('is found by its id and no other', () => {
    for (const action of actions) expect(actionOf(action.id)).toBe(action)
    expect(actionOf('toString')).toBeNull()
  })

  it.each(named)('%s names the person before and after, once filled in', (_, action) => {
    const values = filled(action.fields)
    expect(action.confirm(mara, values)).toContain(mara.displayName)
    expect(action.audit(mara, values)).toContain(mara.userPrincipalName)
    expect(action.confirm(mara, values)).toMatch(/\?$/)
  })

  it.each(named)('%s takes hostile names as they are, and never says a secret', (_, action) => {
    const person = { ...mara, displayName: hostile, userPrincipalName: hostile }
    const values = { ...filled(action.fields) }
    for (const [name] of secretsOf(action.fields)) Object.assign(values, { [name]: 'Sunny-Day-7' })
    const words = action.confirm(person, values) + action.audit(person, values)
    expect(words).toContain(hostile)
    expect(words).not.toMatch(/undefined|null|\[object|Sunny-Day-7/)
  })

  it.each(named)('%s says why it is not for somebody who is deleted, or is for them alone', (_, action) => {
    const deleted = { ...mara, deletedAt: '2026-11-20T00:00:00Z' }
    if (action.on === 'tenant') return expect(action.applies(mara)).toBe(true)
    const [here, gone] = [action.applies(mara), action.applies(deleted)]
    expect([here, gone].filter((answer) => answer === true).length).toBeLessThan(2)
    for (const answer of [here, gone]) if (answer !== true) expect(answer).toMatch(/^[A-Z].+\.$/)
  })

  it.each(named)('%s reads back from a request what a form held', (_, action) => {
    const values = { ...filled(action.fields) }
    for (const [name, { kind }] of Object.entries(action.fields))
      if (kind === 'text' || kind === 'change' || kind === 'secret')
        Object.assign(values, { [name]: 'Lantern' })
    const parsed = parseFields(action.fields, wireValues(values))
    expect(parsed.success).toBe(true)
    const ids = Object.values(wireValues(parsed.output as Record<string, unknown>))
    expect(ids).toEqual(Object.values(wireValues(values)))
  })

  it.each(named)('%s refuses a field that it does not have', (_, action) => {
    const values = wireValues(initialValues(action.fields))
    expect(parseFields(action.fields, { ...values, accountEnabled: true }).success).toBe(false)
  })

  it('in steps has no secret fields, names each step once and says what it leaves out', () => {
    expect(steppers.length).toBeGreaterThan(1)
    for (const { fields, steps } of steppers) {
      expect(secretsOf(fields)).toEqual([])
      for (const values of [filled(fields), initialValues(fields)]) {
        const listed = steps?.(mara, values) ?? []
        expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
        for (const { skip, manual, run } of listed)
          expect([skip, manual, run].filter(Boolean)).toHaveLength(1)
      }
    }
  })

  it('needs no more of a person than it declares', () => {
    for (const action of actions) {
      const required = action.requires?.({ ...mara, usageLocation: null }) ?? action.permissions
      expect(action.permissions).toEqual(expect.arrayContaining([...required]))
    }
  })

  it('asks for a usage location of those alone who have none', () => {
    for (const id of ['assign-licence', 'swap-licence']) {
      const action = actionOf(id)
      if (!action) throw new Error(id)
      expect(Object.keys(fieldsFor(action, { ...mara, usageLocation: null }))).toContain('location')
      expect(Object.keys(fieldsFor(action, { ...mara, usageLocation: 'US' }))).not.toContain('location')
    }
  })

  it('is refused on holders of privileged roles where it touches how they sign in', () => {
    const open = actions.filter(({ protectsPrivileged }) => !protectsPrivileged).map(({ id }) => id)
    expect(open).toEqual([
      'assign-licence',
      'swap-licence',
      'remove-licence',
      'reprocess-licences',
      'add-to-group',
      'remove-from-group',
      'edit-profile',
      'set-manager',
      'remove-manager',
      'automatic-replies',
      'remove-inbox-rule',
      'create-person',
      'restore-person',
    ])
    const touching = actions.filter((action) => isCredential(action) || isDestructive(action))
    expect(touching.map(({ id }) => id)).toEqual([
      'reset-password',
      'temporary-access-pass',
      'reset-mfa',
      'remove-mfa-method',
      'secure-account',
      'offboard',
      'create-person',
      'delete-person',
    ])
    for (const action of touching.filter(({ on }) => on !== 'tenant')) {
      expect([action.id, action.protectsPrivileged, action.refusesSelf]).toEqual([action.id, true, true])
    }
    expect(actions.filter(({ refusesSelf }) => !refusesSelf).map(({ id }) => id)).toEqual([
      'reprocess-licences',
      'edit-profile',
      'edit-phones',
      'set-manager',
      'remove-manager',
      'automatic-replies',
      'create-person',
    ])
  })

  it('declares what its requests need', () => {
    expect(Object.fromEntries(actions.map(({ id, permissions }) => [id, permissions]))).toEqual({
      'reset-password': ['User-PasswordProfile.ReadWrite.All', 'User.RevokeSessions.All'],
      'temporary-access-pass': ['UserAuthMethod-TAP.ReadWrite.All'],
      'reset-mfa': ['UserAuthenticationMethod.ReadWrite.All', 'User.RevokeSessions.All'],
      'remove-mfa-method': ['UserAuthenticationMethod.ReadWrite.All'],
      'block-sign-in': ['User.EnableDisableAccount.All', 'User.Read.All', 'User.RevokeSessions.All'],
      'unblock-sign-in': ['User.EnableDisableAccount.All', 'User.Read.All'],
      'revoke-sessions': ['User.RevokeSessions.All'],
      'assign-licence': ['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'User.Read.All'],
      'swap-licence': ['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'User.Read.All'],
      'remove-licence': ['LicenseAssignment.ReadWrite.All', 'User.Read.All'],
      'reprocess-licences': ['User.ReadWrite.All'],
      'add-to-group': ['GroupMember.ReadWrite.All', 'User.Read.All'],
      'remove-from-group': ['GroupMember.ReadWrite.All', 'User.Read.All'],
      'edit-profile': ['User.ReadWrite.All'],
      'edit-phones': ['User-Phone.ReadWrite.All', 'User.Read.All'],
      'set-manager': ['User.ReadWrite.All'],
      'remove-manager': ['User.ReadWrite.All'],
      'automatic-replies': ['MailboxSettings.ReadWrite'],
      'remove-inbox-rule': ['MailboxSettings.ReadWrite'],
      'create-person': ['User.ReadWrite.All', 'LicenseAssignment.ReadWrite.All'],
      'restore-person': ['User.DeleteRestore.All', 'User.Read.All'],
      'delete-person': ['User.DeleteRestore.All', 'User.Read.All'],
      'secure-account': [
        'User.EnableDisableAccount.All',
        'User.Read.All',
        'User.RevokeSessions.All',
        'User-PasswordProfile.ReadWrite.All',
        'UserAuthenticationMethod.ReadWrite.All',
        'MailboxSettings.ReadWrite',
      ],
      offboard: [
        'User.RevokeSessions.All',
        'User-PasswordProfile.ReadWrite.All',
        'User.EnableDisableAccount.All',
        'User.Read.All',
        'GroupMember.ReadWrite.All',
        'LicenseAssignment.ReadWrite.All',
      ],
    })
  })
})
