import { describe, expect, it } from 'vitest'
import connectwise from '#shared/psa/connectwise/index.ts'
import page from '#shared/psa/connectwise/page.ts'
import { psaOfHost } from '#shared/psa/index.ts'
import { typedAddress } from '../../../worker/psa/address.ts'
import fixture from '../../fixtures/psa/connectwise.ts'
import { pageUrlOf } from '../../fixtures/psa/fixture.ts'

const ticketAt = (address: string) => page.ticket(pageUrlOf(address))
const record = '/v4_6_release/services/system_io/Service/fv_sr100_request.rails'

describe('the ticket of a ConnectWise PSA page', () => {
  it.each(fixture.pages)('is as its address says: $name', ({ address, ticket }) => {
    expect(ticketAt(address)).toBe(ticket)
  })

  it.each([
    ['another region', `https://aus.myconnectwise.net${record}?service_recid=12`, '12'],
    [
      'a release by its year',
      'https://eu.myconnectwise.net/v2025_1/ConnectWise.aspx?recid=12&routeTo=ServiceFV',
      '12',
    ],
    ['self-hosted', `https://psa.lamplight.example${record.toLowerCase()}?service_recid=12`, '12'],
    ['a new ticket', `https://na.myconnectwise.net${record}?service_recid=0`, null],
    ['a number with letters', `https://na.myconnectwise.net${record}?service_recid=12x`, null],
    [
      'a route without a record',
      'https://na.myconnectwise.net/v4_6_release/ConnectWise.aspx?routeTo=ServiceFV',
      null,
    ],
    ['a page that only ends alike', `https://na.myconnectwise.net/other${record}?service_recid=12`, null],
    ['the API', 'https://api-na.myconnectwise.net/v4_6_release/apis/3.0/service/tickets/12', null],
  ])('of %s', (_what, address, ticket) => expect(ticketAt(address)).toBe(ticket))
})

describe('the account of a ConnectWise PSA address', () => {
  it.each([
    ['https://na.myconnectwise.net', 'na.myconnectwise.net'],
    [' NA.MyConnectWise.net/v4_6_release/ConnectWise.aspx ', 'na.myconnectwise.net'],
    ['https://api-eu.myconnectwise.net', 'eu.myconnectwise.net'],
    ['lamplight.connectwise.net', 'lamplight.connectwise.net'],
    ['https://psa.lamplight.example/v4_6_release', 'psa.lamplight.example'],
    ['https://[::1]', null],
    ['https://0x7f000001', null],
  ])('%s is %j', (address, account) => {
    const form = { ...fixture.credentials, address }
    expect(connectwise.accountFrom(form, typedAddress)).toBe(account)
  })

  it.each(fixture.badCredentials)('is none for $address', (form) => {
    expect(connectwise.accountFrom(form, typedAddress)).toBeNull()
  })

  it('is known by the host’s name in the cloud alone', () => {
    expect(psaOfHost('eu.myconnectwise.net')).toEqual({ psa: connectwise, account: 'eu.myconnectwise.net' })
    expect(psaOfHost('lamplight.myconnectwise.com')?.account).toBe('lamplight.myconnectwise.com')
    expect(psaOfHost('psa.lamplight.example')).toBeNull()
    expect(psaOfHost('na.myconnectwise.net.evil.example')).toBeNull()
    expect(psaOfHost('evilmyconnectwise.net')).toBeNull()
    expect(connectwise.hostsOf('na.myconnectwise.net')).toEqual(['na.myconnectwise.net'])
  })
})
