import { describe, expect, it } from 'vitest'
import { ticketAt } from '../../../extension/ticket/pages.ts'

describe('which ticket an address shows', () => {
  it.each([
    ['https://lamplight.syncromsp.com/tickets/90417', '90417'],
    ['https://lamplight.syncromsp.com/tickets/90417/', '90417'],
    ['https://lamplight.syncromsp.com/tickets/90417?tab=notes#reply', '90417'],
    ['https://lamplight.shield.syncromsp.com/tickets/90417', '90417'],
  ])('reads the internal id from %s', (address, ticketId) => {
    expect(ticketAt(address, 'syncro')).toMatchObject({ host: new URL(address).host, ticketId })
  })

  it.each([
    'https://lamplight.syncromsp.com/tickets',
    'https://lamplight.syncromsp.com/tickets/new',
    'https://lamplight.syncromsp.com/tickets/90417/edit',
    'https://lamplight.syncromsp.com/customers/311',
    'https://lamplight.syncromsp.com/#/tickets/90417',
    'http://lamplight.syncromsp.com/tickets/90417',
    'https://syncromsp.com/tickets/90417',
    'https://syncromsp.com.evil.example/tickets/90417',
    'https://evilsyncromsp.com/tickets/90417',
    'about:blank',
    'no address',
  ])('sees no ticket at %s', (address) => {
    expect(ticketAt(address, 'syncro')).toBeNull()
  })

  it('asks the PSA alone that the host was enabled for', () => {
    const address = 'https://lamplight.syncromsp.com/tickets/90417'
    for (const psa of ['another', '', '../syncro', '__proto__', null])
      expect(ticketAt(address, psa)).toBeNull()
  })
})
