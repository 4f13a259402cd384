import { describe, expect, it } from 'vitest'
import { psaOfHost } from '#shared/psa/index.ts'
import syncro from '#shared/psa/syncro/index.ts'
import page from '#shared/psa/syncro/page.ts'

function ticketAt(address: string): string | null {
  const { host, pathname, searchParams, hash } = new URL(address)
  return page.ticket({ host, pathname, search: (name) => searchParams.get(name), hash })
}

describe('the ticket of a Syncro page', () => {
  it.each([
    ['https://lamplight.syncromsp.com/tickets/88231', '88231'],
    ['https://lamplight.shield.syncromsp.com/tickets/88231', '88231'],
    ['https://LAMPLIGHT.SyncroMSP.com/tickets/88231', '88231'],
    ['https://lamplight.syncromsp.com/tickets/88231/', '88231'],
    ['https://lamplight.syncromsp.com/tickets/88231?tab=notes#comments', '88231'],
  ])('is read from %s', (address, id) => expect(ticketAt(address)).toBe(id))

  it.each([
    ['the list', 'https://lamplight.syncromsp.com/tickets'],
    ['a new ticket', 'https://lamplight.syncromsp.com/tickets/new'],
    ['a part of a ticket', 'https://lamplight.syncromsp.com/tickets/88231/edit'],
    ['a path that ends like one', 'https://lamplight.syncromsp.com/customers/101/tickets/88231'],
    ['the API', 'https://lamplight.syncromsp.com/api/v1/tickets/88231'],
    ['a customer', 'https://lamplight.syncromsp.com/customers/88231'],
    ['a number with letters', 'https://lamplight.syncromsp.com/tickets/88231abc'],
    ['an id that no table has', 'https://lamplight.syncromsp.com/tickets/0'],
    ['a host that only ends alike', 'https://evilsyncromsp.com/tickets/88231'],
    ['a host that only begins alike', 'https://lamplight.syncromsp.com.evil.example/tickets/88231'],
    ['the domain without an account', 'https://syncromsp.com/tickets/88231'],
    ['the second domain without an account', 'https://shield.syncromsp.com/tickets/88231'],
    ['an account below an account', 'https://a.lamplight.syncromsp.com/tickets/88231'],
    ['another port', 'https://lamplight.syncromsp.com:8443/tickets/88231'],
  ])('is not read from %s', (_what, address) => expect(ticketAt(address)).toBeNull())
})

/** Syncro reads a subdomain; whole addresses are nothing that it asks anybody about. */
const noAddress = () => null

describe('the account of a Syncro host', () => {
  it('is the same at both domains, and leads back to both', () => {
    expect(psaOfHost('lamplight.syncromsp.com')).toEqual({ psa: syncro, account: 'lamplight' })
    expect(psaOfHost('lamplight.shield.syncromsp.com')).toEqual({ psa: syncro, account: 'lamplight' })
    expect(syncro.hostsOf('lamplight')).toEqual(['lamplight.syncromsp.com', 'lamplight.shield.syncromsp.com'])
  })

  it.each([
    ['lamplight', 'lamplight'],
    [' Lamplight ', 'lamplight'],
    ['lamplight.syncromsp.com', 'lamplight'],
    ['https://lamplight.shield.syncromsp.com/tickets/1', 'lamplight'],
    ['lamp-light2', 'lamp-light2'],
    ['', null],
    ['shield', null],
    ['https://', null],
    ['lamplight.example.com', null],
    ['lamplight.syncromsp.com.evil.example', null],
    ['evil.example/.syncromsp.com', null],
    ['evil.example#.syncromsp.com', null],
    ['evil.example?.syncromsp.com', null],
    ['evil.example\\.syncromsp.com', null],
    ['user@evil', null],
    ['user:password@lamplight.syncromsp.com', null],
    ['lamplight:8443', null],
    ['lamp light', null],
    ['-lamplight', null],
    ['lämplight', null],
    ['lamplight%2eevil', null],
    ['127.0.0.1', null],
    ['a'.repeat(64), null],
  ])('typed as %j is %j', (subdomain, account) =>
    expect(syncro.accountFrom({ subdomain }, noAddress)).toBe(account),
  )
})
