import { describe, expect, it } from 'vitest'
import { domainOfAddress, isCompanyDomain, plainDomain } from '../../../shared/sync/mail-domain.ts'
import { type SuggestOrganisation, type SuggestTenant, suggest } from '../../../shared/sync/suggest.ts'

const tenant = (id: string, over: Partial<SuggestTenant> = {}): SuggestTenant => ({
  id,
  name: `Tenant ${id}`,
  domains: [],
  mapped: false,
  ...over,
})
const organisation = (id: string, over: Partial<SuggestOrganisation> = {}): SuggestOrganisation => ({
  id,
  name: `Customer ${id}`,
  tenantId: null,
  ownDomains: [],
  contactDomains: {},
  mapped: false,
  ...over,
})
/** "tenant → organisation, how sure", with the reason. */
const told = (tenants: SuggestTenant[], organisations: SuggestOrganisation[]) =>
  suggest(tenants, organisations).suggestions.map(({ tenant, organisation, confidence, reason }) => [
    `${tenant.id} ${confidence} ${organisation.id}`,
    reason,
  ])
const short = (tenants: SuggestTenant[], organisations: SuggestOrganisation[]) =>
  told(tenants, organisations).map(([what]) => what)

const contoso = tenant('t1', { name: 'Contoso Dental', domains: ['contoso.example', 'old.example'] })

describe('a certain suggestion', () => {
  it('is the tenant that the PSA names, in whatever case', () => {
    const id = 'ABCDEF00-0000-4000-8000-000000000001'
    expect(told([tenant(id.toLowerCase())], [organisation('a', { tenantId: id })])).toEqual([
      [`${id.toLowerCase()} certain a`, 'The ticket system names exactly this tenant.'],
    ])
  })

  it('is the one organisation whose own address is at a verified domain', () => {
    const own = organisation('a', { ownDomains: ['Contoso.Example'] })
    expect(told([contoso], [own, organisation('b')])).toEqual([
      ['t1 certain a', 'Its e-mail domain is contoso.example, a verified domain of this tenant.'],
    ])
  })

  it('is the one organisation of whose contacts two or half are there', () => {
    const many = organisation('a', { contactDomains: { 'contoso.example': 42, 'gmail.com': 2 } })
    expect(told([contoso], [many])).toEqual([
      ['t1 certain a', '42 of its 44 contacts use contoso.example, a verified domain of this tenant.'],
    ])
    const half = organisation('a', { contactDomains: { 'contoso.example': 1, 'gmail.com': 1 } })
    expect(short([contoso], [half])).toEqual(['t1 certain a'])
    const two = organisation('a', { contactDomains: { 'contoso.example': 2, 'gmail.com': 98 } })
    expect(short([contoso], [two])).toEqual(['t1 certain a'])
  })

  it('is not shaken by a single contact elsewhere among many', () => {
    const own = organisation('a', { ownDomains: ['contoso.example'] })
    const stray = organisation('b', { contactDomains: { 'contoso.example': 1, 'b.example': 9 } })
    expect(short([contoso], [own, stray])).toEqual(['t1 certain a'])
  })

  it('stands against a domain where the PSA names the tenant', () => {
    const named = organisation('a', { tenantId: 't1' })
    const held = organisation('b', { ownDomains: ['contoso.example'] })
    expect(short([contoso], [held, named])).toEqual(['t1 certain a'])
  })
})

describe('a likely suggestion', () => {
  const a = organisation('a', { ownDomains: ['contoso.example'] })
  const b = organisation('b', { contactDomains: { 'contoso.example': 9 } })

  it('is what several organisations share, and says so', () => {
    expect(told([contoso], [b, a])).toEqual([
      [
        't1 likely a',
        'Its e-mail domain is contoso.example, a verified domain of this tenant. Another organisation fits this tenant too.',
      ],
      [
        't1 likely b',
        'All 9 contacts use contoso.example, a verified domain of this tenant. Another organisation fits this tenant too.',
      ],
    ])
  })

  it('is what holds another domain of the same tenant too', () => {
    const other = organisation('c', { ownDomains: ['old.example'] })
    expect(short([contoso], [a, other])).toEqual(['t1 likely a', 't1 likely c'])
  })

  it('is what fits two tenants', () => {
    const both = organisation('a', { contactDomains: { 'contoso.example': 5, 'fabrikam.example': 5 } })
    const found = told([contoso, tenant('t2', { domains: ['fabrikam.example'] })], [both])
    expect(found.map(([what]) => what)).toEqual(['t1 likely a', 't2 likely a'])
    for (const [, reason] of found) expect(reason).toContain('It fits another tenant as well.')
  })

  it('is one contact among many', () => {
    const thin = organisation('a', { contactDomains: { 'contoso.example': 1, 'b.example': 29 } })
    expect(told([contoso], [thin])).toEqual([
      ['t1 likely a', 'Only 1 of its 30 contacts uses contoso.example, a verified domain of this tenant.'],
    ])
  })

  it('is each of two organisations for which the PSA names the same tenant', () => {
    const two = ['a', 'b'].map((id) => organisation(id, { tenantId: 't1' }))
    expect(told([contoso], two)[0]).toEqual([
      't1 likely a',
      'The ticket system names this tenant for 2 organisations.',
    ])
    expect(short([contoso], two)).toEqual(['t1 likely a', 't1 likely b'])
  })
})

describe('a weak suggestion', () => {
  it('is a name alone, with or without its legal form, or longer by some words', () => {
    for (const name of ['CONTOSO Dental GmbH', 'Contoso Dental Eastside', 'Contoso-Dental, Ltd.', 'Contoso'])
      expect(short([contoso], [organisation('a', { name })])).toEqual(['t1 weak a'])
    for (const name of ['Dental Contoso', 'Cont', 'GmbH', '', 'Contosodental'])
      expect(short([contoso], [organisation('a', { name })])).toEqual([])
  })

  it('is not made where anything better is there, nor against the PSA’s word', () => {
    const named = organisation('a', { name: 'Contoso Dental', tenantId: 'another' })
    expect(short([contoso], [named])).toEqual([])
    const held = organisation('b', { ownDomains: ['contoso.example'] })
    expect(short([contoso], [organisation('a', { name: 'Contoso Dental' }), held])).toEqual(['t1 certain b'])
  })
})

describe('what is mapped', () => {
  it('is offered no more and offered to nobody', () => {
    const own = { ownDomains: ['contoso.example'] }
    expect(suggest([{ ...contoso, mapped: true }], [organisation('a', own)])).toEqual({
      suggestions: [],
      without: [],
    })
    const mapped = organisation('a', { ...own, mapped: true })
    expect(suggest([contoso], [mapped])).toEqual({ suggestions: [], without: [contoso] })
  })

  it('still speaks against certainty', () => {
    const mapped = organisation('a', { ownDomains: ['contoso.example'], mapped: true })
    const open = organisation('b', { contactDomains: { 'contoso.example': 3 } })
    expect(short([contoso], [mapped, open])).toEqual(['t1 likely b'])
  })
})

describe('domains', () => {
  it.each([
    'gmail.com',
    'hotmail.co.uk',
    'outlook.fr',
    'live.nl',
    'icloud.com',
    'yahoo.com.br',
    'gmx.net',
    'web.de',
    't-online.de',
    'contoso.onmicrosoft.com',
    'contoso.mail.onmicrosoft.com',
    'contoso.onmicrosoft.us',
    'contoso.partner.onmschina.cn',
  ])('of anybody say nothing: %s', (domain) => {
    expect(isCompanyDomain(domain)).toBe(false)
    const everything = { ownDomains: [domain], contactDomains: { [domain]: 40 } }
    expect(short([tenant('t1', { domains: [domain] })], [organisation('a', everything)])).toEqual([])
  })

  it.each([
    'contoso.example',
    'mail.contoso.example',
    'notonmicrosoft.com',
    'live.contoso.com',
    'müller.example',
  ])('of a company do: %s', (domain) => expect(isCompanyDomain(domain)).toBe(true))

  it('are read from addresses, or not at all', () => {
    expect(domainOfAddress('"odd@name"@Contoso.EXAMPLE.')).toBe('contoso.example')
    for (const text of [
      '',
      'nobody',
      '@x.example',
      'a@',
      'a@localhost',
      'a@[10.0.0.1]',
      'a@10.0.0.1',
      'a@x..example',
    ])
      expect([text, domainOfAddress(text)]).toEqual([text, null])
    expect(plainDomain(`${'x.'.repeat(130)}example`)).toBe(null)
    expect(plainDomain('__proto__')).toBe(null)
  })
})
