import { describe, expect, it } from 'vitest'
import autotask from '#shared/psa/autotask/index.ts'
import page from '#shared/psa/autotask/page.ts'
import { psaOfHost } from '#shared/psa/index.ts'
import { typedAddress } from '../../../worker/psa/address.ts'
import fixture from '../../fixtures/psa/autotask.ts'
import { pageUrlOf } from '../../fixtures/psa/fixture.ts'

const ticketAt = (address: string) => page.ticket(pageUrlOf(address))
const path = '/Mvc/ServiceDesk/TicketDetail.mvc'

describe('the ticket of an Autotask page', () => {
  it.each(fixture.pages)('is as its address says: $name', ({ address, ticket }) => {
    expect(ticketAt(address)).toBe(ticket)
  })

  it.each([
    ['another zone', `https://ww14.autotask.net${path}?ticketId=12`, '12'],
    ['another spelling', `https://WW5.autotask.net${path.toLowerCase()}?ticketId=12`, '12'],
    ['no ticket', `https://ww5.autotask.net${path}?workspace=False`, null],
    ['a number with letters', `https://ww5.autotask.net${path}?ticketId=12x`, null],
    ['a number of people', `https://ww5.autotask.net${path}?ticketId=T20261102.0001`, null],
    ['a task', 'https://ww5.autotask.net/Mvc/Projects/TaskDetail.mvc?taskId=12', null],
    ['another host', `https://ww5.autotask.net.evil.example${path}?ticketId=12`, null],
    ['the API’s host', `https://webservices5.autotask.net${path}?ticketId=12`, null],
    ['another port', `https://ww5.autotask.net:8443${path}?ticketId=12`, null],
  ])('of %s', (_what, address, ticket) => expect(ticketAt(address)).toBe(ticket))
})

describe('the account of an Autotask address', () => {
  it.each([
    ['https://ww5.autotask.net', 'ww5'],
    [' WW14.autotask.net/Mvc/ServiceDesk/TicketDetail.mvc?ticketId=1 ', 'ww14'],
    ['ww5', 'ww5'],
    ['ww0', null],
    ['autotask', null],
  ])('%s is %j', (address, account) => {
    expect(autotask.accountFrom({ ...fixture.credentials, address }, typedAddress)).toBe(account)
  })

  it.each(fixture.badCredentials)('is none for $address', (form) => {
    expect(autotask.accountFrom(form, typedAddress)).toBeNull()
  })

  it('is the zone, by the host’s name, and leads back to it', () => {
    expect(psaOfHost('ww5.autotask.net')).toEqual({ psa: autotask, account: 'ww5' })
    expect(psaOfHost('ww5.autotask.net.evil.example')).toBeNull()
    expect(autotask.hostsOf('ww5')).toEqual(['ww5.autotask.net'])
  })
})
