import { describe, expect, it } from 'vitest'
import { webDomains } from '#shared/psa/web-domain.ts'
import zammad from '#shared/psa/zammad/index.ts'
import page from '#shared/psa/zammad/page.ts'
import { typedAddress } from '../../../worker/psa/address.ts'
import { pageUrlOf } from '../../fixtures/psa/fixture.ts'
import fixture from '../../fixtures/psa/zammad.ts'

const host = 'https://helpdesk.lamplight.example'

describe('the ticket of a Zammad page', () => {
  it.each(fixture.pages)('is as its address says: $name', ({ address, ticket }) => {
    expect(page.ticket(pageUrlOf(address))).toBe(ticket)
  })

  it.each([
    ['the hash of another page', `${host}/elsewhere#ticket/zoom/41`, null],
    ['a number with letters', `${host}/#ticket/zoom/41x`, null],
    ['no id', `${host}/#ticket/zoom/`, null],
    ['an id that no table has', `${host}/#ticket/zoom/0`, null],
    ['another page of the new view', `${host}/desktop/tickets/create/41`, null],
    ['a telephone', `${host}/mobile/tickets/41/information`, '41'],
    ['the API', `${host}/api/v1/tickets/41`, null],
  ])('of %s', (_what, address, ticket) => expect(page.ticket(pageUrlOf(address))).toBe(ticket))
})

describe('the account of a Zammad address', () => {
  it.each([
    [host, 'helpdesk.lamplight.example'],
    [' Helpdesk.Lamplight.example/#dashboard ', 'helpdesk.lamplight.example'],
    ['lamplight.zammad.com', 'lamplight.zammad.com'],
    ['localhost', null],
    ['https://2130706433', null],
  ])('%s is %j', (address, account) => {
    expect(zammad.accountFrom({ ...fixture.credentials, address }, typedAddress)).toBe(account)
  })

  it.each(fixture.badCredentials)('is none for $address', (form) => {
    expect(zammad.accountFrom(form, typedAddress)).toBeNull()
  })

  it('is known from connections alone, for anyone may host a Zammad', () => {
    expect(zammad.accountOf).toBeUndefined()
    expect(zammad.hostsOf('helpdesk.lamplight.example')).toEqual(['helpdesk.lamplight.example'])
  })
})

describe('the domain of a web address', () => {
  it.each([
    ['https://www.Contoso.example/about?x=1', ['contoso.example']],
    ['contoso.example', ['contoso.example']],
    ['http://shop.contoso.example:8080#top', ['shop.contoso.example']],
    ['  ', []],
    [null, []],
    ['see notes', []],
    ['localhost', []],
    ['user@contoso.example', []],
  ])('%j is %j', (address, domains) => expect(webDomains(address)).toEqual(domains))
})
