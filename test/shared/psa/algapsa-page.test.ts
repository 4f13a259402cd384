import { describe, expect, it } from 'vitest'
import algapsa from '#shared/psa/algapsa/index.ts'
import page from '#shared/psa/algapsa/page.ts'
import { typedAddress } from '../../../worker/psa/address.ts'
import { pageUrlOf } from '../../fixtures/psa/fixture.ts'

const id = '7d0c3a52-9a57-4c66-8f43-6f6e2f0e9b11'

describe('the ticket of an AlgaPSA page', () => {
  it.each([
    `https://psa.lamplight.example/msp/tickets/${id}`,
    `https://psa.lamplight.example/msp/tickets/${id}/?tab=time#comments`,
    `https://psa.lamplight.example/msp/tickets/${id.toUpperCase()}`,
  ])('is read from %s', (address) => expect(page.ticket(pageUrlOf(address))).toBe(id))

  it.each([
    ['the list', 'https://psa.lamplight.example/msp/tickets'],
    ['a part of a ticket', `https://psa.lamplight.example/msp/tickets/${id}/edit`],
    ['a contact', `https://psa.lamplight.example/msp/contacts/${id}`],
    ['the portal of end users', `https://psa.lamplight.example/client-portal/tickets/${id}`],
    ['the API', `https://psa.lamplight.example/api/v1/tickets/${id}`],
    ['a path that ends like one', `https://psa.lamplight.example/x/msp/tickets/${id}`],
    ['a number', 'https://psa.lamplight.example/msp/tickets/1042'],
    ['an id that is too long', `https://psa.lamplight.example/msp/tickets/${id}0`],
  ])('is not read from %s', (_what, address) => expect(page.ticket(pageUrlOf(address))).toBeNull())
})

describe('the account of an AlgaPSA', () => {
  it('is its host, known from what was connected alone', () => {
    expect(algapsa.accountOf).toBeUndefined()
    expect(algapsa.hostsOf('psa.lamplight.example')).toEqual(['psa.lamplight.example'])
  })

  it.each([
    ['psa.lamplight.example', 'psa.lamplight.example'],
    ['https://PSA.Lamplight.example/msp/dashboard', 'psa.lamplight.example'],
    ['', null],
    ['http://psa.lamplight.example', null],
    ['localhost', null],
    ['[::1]', null],
    ['psa.lamplight.example:3000', null],
  ])('typed as %j is %j', (address, account) =>
    expect(algapsa.accountFrom({ address }, typedAddress)).toBe(account),
  )
})
