import { describe, expect, it } from 'vitest'
import { errors } from '../../../shared/errors.ts'
import { refusal } from '../../../worker/graph/refusal.ts'

const path = '/v1.0/users/d0010000-0000-4000-8000-000000000001'
const body = (code: string, more: object = {}) =>
  JSON.stringify({ error: { code, message: 'Words that may change at any time.', ...more } })
const of = (status: number, where: string, text: string) =>
  refusal({ status, path: where, retryAfterSeconds: null }, text)

describe('what Graph refuses of an action', () => {
  it.each([
    [400, '/authentication/temporaryAccessPassMethods', 'badRequest', 'tap.policy'],
    [400, '/authentication/phoneMethods/3179e48a', 'badRequest', 'mfa.kept'],
    [400, '/authentication/microsoftAuthenticatorMethods/a%2Fb', 'badRequest', 'mfa.kept'],
    [400, '/assignLicense', 'Request_BadRequest', 'licence.refused'],
    [400, '/reprocessLicenseAssignment', 'Request_BadRequest', 'licence.refused'],
    [400, '', 'Request_BadRequest', 'graph.invalid'],
    [403, '', 'Authorization_RequestDenied', 'graph.denied'],
    [403, '/authentication/phoneMethods/3179e48a', 'accessDenied', 'graph.denied'],
    [403, '/assignLicense', 'Authorization_RequestDenied', 'graph.denied'],
    [404, '/assignLicense', 'Request_ResourceNotFound', 'graph.notFound'],
    [404, '/mailboxSettings', 'MailboxNotEnabledForRESTAPI', 'graph.noMailbox'],
    [404, '/mailFolders/inbox/messageRules/x', 'ErrorItemNotFound', 'graph.notFound'],
    [429, '/assignLicense', 'TooManyRequests', 'graph.throttled'],
    [503, '/authentication/phoneMethods/3179e48a', 'serviceUnavailable', 'graph.unavailable'],
  ])('%i at …%s as %s is %s', (status, below, graphCode, code) => {
    expect(of(status, path + below, body(graphCode)).code).toBe(code)
  })

  it('of a group is that its members cannot be changed', () => {
    const group = '/v1.0/groups/e0000000-0000-4000-8000-000000000106'
    expect(of(400, `${group}/members/$ref`, body('Request_BadRequest')).code).toBe('group.notEditable')
    expect(of(400, `${group}/members/x/$ref`, body('Request_BadRequest')).code).toBe('group.notEditable')
    expect(of(400, group, body('Request_BadRequest')).code).toBe('graph.invalid')
  })

  it('says that a name is taken by the code of its details, wherever it is sent', () => {
    const details = [{ code: 'ObjectConflict', target: 'userPrincipalName', message: 'x' }]
    expect(of(400, '/v1.0/users', body('Request_BadRequest', { details })).code).toBe('account.conflict')
    expect(of(400, '/v1.0/users', body('Request_BadRequest', { details: null })).code).toBe('graph.invalid')
    expect(of(409, '/v1.0/directory/deletedItems/x/restore', body('Conflict')).code).toBe('account.conflict')
  })

  it('never depends on words, and quotes them in one line', () => {
    const hostile = body('badRequest', { message: 'Cannot delete\n\u202edefault method' })
    const error = of(400, `${path}/authentication/phoneMethods/1`, hostile)
    expect(error.code).toBe('mfa.kept')
    expect(error.detail).toBe('(400 badRequest: Cannot delete default method)')
  })

  it.each([
    'mfa.kept',
    'tap.policy',
    'licence.usageLocation',
    'licence.inherited',
    'licence.refused',
    'group.notEditable',
    'account.conflict',
  ] as const)('%s has a next step', (code) => {
    expect(errors[code].next).toMatch(/\.$/)
  })
})
