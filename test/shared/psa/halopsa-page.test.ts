import { describe, expect, it } from 'vitest'
import halopsa from '#shared/psa/halopsa/index.ts'
import page from '#shared/psa/halopsa/page.ts'
import { psaOfHost } from '#shared/psa/index.ts'
import { typedAddress } from '../../../worker/psa/address.ts'
import { pageUrlOf } from '../../fixtures/psa/fixture.ts'

describe('the ticket of a HaloPSA page', () => {
  it.each([
    ['https://lamplight.halopsa.com/tickets?id=2130', '2130'],
    ['https://lamplight.halopsa.com/tickets?id=2130&view=all', '2130'],
    ['https://lamplight.halopsa.com/tickets?area=1&view=all&id=2130#actions', '2130'],
    ['https://lamplight.halopsa.com/ticket?id=2130', '2130'],
    ['https://help.lamplight.example/ticket/?showmenu=false&id=2130', '2130'],
  ])('is read from %s', (address, id) => expect(page.ticket(pageUrlOf(address))).toBe(id))

  it.each([
    ['the list', 'https://lamplight.halopsa.com/tickets?area=1'],
    ['a customer', 'https://lamplight.halopsa.com/customers?id=2130'],
    ['the portal of end users', 'https://lamplight.halopsa.com/portal/ticket?id=2130'],
    ['the API', 'https://lamplight.halopsa.com/api/tickets?id=2130'],
    ['a parameter that only ends alike', 'https://lamplight.halopsa.com/tickets?clientid=2130'],
    ['no number', 'https://lamplight.halopsa.com/ticket?id=new'],
    ['a number that no ticket has', 'https://lamplight.halopsa.com/ticket?id=0'],
    ['an empty id', 'https://lamplight.halopsa.com/ticket?id='],
  ])('is not read from %s', (_what, address) => expect(page.ticket(pageUrlOf(address))).toBeNull())
})

describe('the account of a HaloPSA host', () => {
  it.each(['lamplight.halopsa.com', 'Lamplight.HaloITSM.com', 'eu.lamplight.halopsa.com'])(
    '%s is an account of its own',
    (host) => {
      expect(psaOfHost(host)).toEqual({ psa: halopsa, account: host.toLowerCase() })
      expect(halopsa.hostsOf(host.toLowerCase())).toEqual([host.toLowerCase()])
    },
  )

  it.each([
    'halopsa.com',
    'www.halopsa.com',
    'evilhalopsa.com',
    'a.halopsa.com.evil.example',
    'help.example.com',
  ])('%s is none by its name', (host) => expect(halopsa.accountOf?.(host)).toBeNull())

  it.each([
    ['lamplight.halopsa.com', 'lamplight.halopsa.com'],
    ['https://Lamplight.HaloPSA.com/tickets?id=1', 'lamplight.halopsa.com'],
    ['help.lamplight.example', 'help.lamplight.example'],
    ['', null],
    ['halopsa.com', null],
    ['https://www.haloitsm.com/', null],
    ['http://lamplight.halopsa.com', null],
    ['lamplight.halopsa.com:8443', null],
    ['user:secret@lamplight.halopsa.com', null],
    ['192.168.0.7', null],
    ['lamplight', null],
  ])('typed as %j is %j', (address, account) =>
    expect(halopsa.accountFrom({ address }, typedAddress)).toBe(account),
  )
})
