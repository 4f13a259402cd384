import { describe, expect, it } from 'vitest'
import { attentionOf } from '../../../extension/alerts/attention.ts'
import { waitingWith } from '../console/fixtures.ts'
import { alertWith, mappingWith, tenantId, tenantWith } from '../fixtures.ts'

const seats = (available: number, more = {}) => ({
  skuId: 's',
  partNumber: 'SPB',
  name: 'Business Premium',
  assigned: 25 - available,
  usable: 25,
  available,
  status: 'Enabled',
  free: false,
  renewsAt: null,
  trial: false,
  ...more,
})
const problem = {
  code: 'tenant.consentMissing',
  text: 'Consent was withdrawn.',
  next: null,
  since: '2026-11-22T00:00:00Z',
}

describe('what needs a person', () => {
  it('is nothing while all is well', () => {
    expect(attentionOf([tenantWith({ licences: [seats(3)] })])).toEqual([])
  })

  it('leads a tenant that the partner took in to the partner’s customers, not to a consent', () => {
    const consentAgain = [{ app: 'reader' as const, permissions: ['Read reports'] }]
    const [stopped] = attentionOf([tenantWith({ state: 'stopped', problem, reachedBy: 'partner' })])
    const [more] = attentionOf([tenantWith({ consentAgain, reachedBy: 'partner' })])
    expect([stopped?.page, more?.page]).toEqual([{ screen: 'customers' }, { screen: 'customers' }])
    expect(attentionOf([tenantWith({ consentAgain })])[0]?.page).toBeUndefined()
  })

  it('leads a withdrawn consent to connecting that tenant again', () => {
    expect(attentionOf([tenantWith({ state: 'stopped', problem })])).toMatchObject([
      { kind: 'stopped', action: 'Reconnect', to: { screen: 'connect', tenantId } },
    ])
  })

  it('asks for consent again where a version needs more, without a problem of the tenant', () => {
    const consentAgain = [{ app: 'reader' as const, permissions: ['Groups (GroupMember.Read.All)'] }]
    expect(attentionOf([tenantWith({ consentAgain })])).toMatchObject([
      { kind: 'consent', action: 'Consent again', to: { screen: 'connect', tenantId } },
    ])
  })

  it('is nothing of a tenant that was disconnected on purpose', () => {
    const gone = { ...problem, code: 'tenant.disconnected' }
    expect(attentionOf([tenantWith({ state: 'stopped', problem: gone, licences: [seats(0)] })])).toEqual([])
  })

  it('leads a first plan to its review, once there was a sync', () => {
    const mappings = [mappingWith({ approved: false, waiting: 65, linked: 0 })]
    expect(attentionOf([tenantWith({ mappings })])).toMatchObject([
      {
        kind: 'plan',
        text: 'First plan: 65 changes wait for approval',
        action: 'Review',
        to: { screen: 'plan', mappingId: 'm1' },
      },
    ])
    expect(attentionOf([tenantWith({ mappings, lastSyncAt: null })])).toEqual([])
  })

  it('names the product without a seat, but no free and no expired one', () => {
    expect(attentionOf([tenantWith({ licences: [seats(0)] })])).toMatchObject([
      { kind: 'seats', text: 'Business Premium: 0 of 25 left' },
    ])
    expect(
      attentionOf([
        tenantWith({ licences: [seats(0, { free: true }), seats(0, { usable: 0, assigned: 0 })] }),
      ]),
    ).toEqual([])
  })

  it('puts the most pressing first', () => {
    const waiting = tenantWith({ mappings: [mappingWith({ approved: false, waiting: 1 })] })
    const stopped = tenantWith({ state: 'stopped', problem, mappings: [] })
    const refused = tenantWith({ mappings: [mappingWith({ failed: 2 })] })
    expect(attentionOf([waiting, refused, stopped]).map(({ kind }) => kind)).toEqual([
      'stopped',
      'refused',
      'plan',
    ])
  })

  it('leads a stopped run to its full page, before every other plan', () => {
    const mappings = [mappingWith({ id: 'm2', approved: false }), mappingWith()]
    const stopped = new Map([['m1', waitingWith({ waitsFor: 'stopped' })]])
    const [first, second] = attentionOf([tenantWith({ mappings })], [], stopped)
    expect(first).toMatchObject({ kind: 'halted', page: { screen: 'plan', tenantId, mappingId: 'm1' } })
    expect(second).toMatchObject({ kind: 'plan', to: { screen: 'plan', mappingId: 'm2' } })
  })

  it('tells of a plan that waits although the first one was approved', () => {
    const waiting = new Map([['m1', waitingWith({ waitsFor: 'each' })]])
    expect(attentionOf([tenantWith()], [], waiting)).toMatchObject([
      { kind: 'plan', text: 'A plan waits for approval' },
    ])
  })

  it('leads persons to decide about to the reviews of that organisation', () => {
    const mappings = [mappingWith({ reviews: 3 })]
    expect(attentionOf([tenantWith({ mappings })])).toMatchObject([
      { kind: 'review', text: '3 persons need a decision', page: { screen: 'reviews', mappingId: 'm1' } },
    ])
  })

  it('is nothing of an organisation that was paused or switched off', () => {
    const mappings = [
      mappingWith({ sync: 'paused', reviews: 2, failed: 1 }),
      mappingWith({ id: 'm2', sync: 'off', approved: false }),
    ]
    expect(attentionOf([tenantWith({ mappings })])).toEqual([])
  })

  it('is said once where an organisation shows its stopped run or its reviews itself', () => {
    const alerts = [alertWith(), alertWith({ id: 'a2', kind: 'stopped' })]
    const stopped = new Map([['m1', waitingWith({ waitsFor: 'stopped' })]])
    const tenant = tenantWith({ mappings: [mappingWith({ reviews: 3 })] })
    expect(attentionOf([tenant], alerts, stopped).map(({ kind }) => kind)).toEqual(['halted', 'review'])
  })

  it('is what an open alert says of a tenant or an organisation that shows no trouble itself', () => {
    const stopped = alertWith({ id: 'a2', kind: 'stopped', text: 'The run was stopped.' })
    expect(attentionOf([tenantWith()], [alertWith(), stopped])).toMatchObject([
      { kind: 'halted', tenantName: 'Contoso Dental Eastside', to: { screen: 'plan', mappingId: 'm1' } },
      { kind: 'review', text: alertWith().text, action: 'Decide', to: { screen: 'plan' } },
    ])
  })

  it('is said once where the tenant or the organisation shows the same', () => {
    const failing = alertWith({ id: 'a2', kind: 'failing' })
    const lost = alertWith({ id: 'a3', kind: 'consent', mappingId: null })
    const tenant = tenantWith({ state: 'stopped', problem, mappings: [mappingWith({ problem })] })
    expect(attentionOf([tenant], [failing, lost]).map(({ id }) => id)).toEqual([
      `${tenantId} problem`,
      'm1 problem',
    ])
    const consentAgain = [{ app: 'reader' as const, permissions: ['Groups (GroupMember.Read.All)'] }]
    expect(attentionOf([tenantWith({ consentAgain })], [lost]).map(({ id }) => id)).toEqual([
      `${tenantId} consent`,
    ])
  })

  it('is no alert that has ended, nor one of a tenant that is not shown', () => {
    const ended = alertWith({ endedAt: '2026-11-23T10:00:00.000Z' })
    const other = alertWith({ tenantId: '99999999-9999-4999-8999-999999999999' })
    expect(attentionOf([tenantWith()], [ended, other])).toEqual([])
  })

  it('is an alert about no tenant too, which leads to the alerts', () => {
    const server = alertWith({
      kind: 'failing',
      tenantId: null,
      mappingId: null,
      text: 'The sync of 9 tenants',
    })
    expect(attentionOf([tenantWith()], [server])).toMatchObject([
      { kind: 'problem', tenantName: 'All tenants', to: { screen: 'alerts' } },
    ])
  })
})
