import { describe, expect, it } from 'vitest'
import { adminLink, adminLinks, type Cloud, cloudOf } from '../../shared/admin-links.ts'

const tenantId = '11111111-1111-4111-8111-111111111111'
const id = '22222222-2222-4222-8222-222222222222'
const mara = { tenantId, id, userPrincipalName: 'mara.ellingsworth@contoso.example' }

describe('links to the admin centres', () => {
  it('lead to this person in this tenant, in every centre of the public cloud', () => {
    expect(adminLinks(mara, 'public').map(({ title, url }) => [title, url])).toEqual([
      [
        'Microsoft Entra',
        `https://entra.microsoft.com/${tenantId}/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${id}`,
      ],
      [
        'Microsoft 365',
        `https://admin.microsoft.com/?delegatedOrg=contoso.example#/users/:/UserDetails/${id}/Account`,
      ],
      [
        'Exchange',
        `https://admin.exchange.microsoft.com/?delegatedOrg=contoso.example#/mailboxes/:/MailboxDetails/${id}`,
      ],
      [
        'Intune',
        `https://intune.microsoft.com/${tenantId}/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/Devices/userId/${id}`,
      ],
    ])
  })

  it.each<[Cloud, string[]]>([
    [
      'usgov',
      ['entra.microsoft.us', 'portal.office365.us', 'admin.exchange.office365.us', 'intune.microsoft.us'],
    ],
    ['china', ['entra.microsoftonline.cn', 'portal.partner.microsoftonline.cn', 'intune.microsoftonline.cn']],
  ])('stand at the addresses of the cloud %s, and nowhere else', (cloud, hosts) => {
    expect(adminLinks(mara, cloud).map(({ url }) => new URL(url).host)).toEqual(hosts)
  })

  it('name the tenant of a guest by the domain that invited them', () => {
    const guest = { ...mara, userPrincipalName: 'kim_fabrikam.example#EXT#@contoso.onmicrosoft.example' }
    const { searchParams } = new URL(adminLink('exchange', guest, 'public')?.url ?? '')
    expect(searchParams.get('delegatedOrg')).toBe('contoso.onmicrosoft.example')
  })

  it.each(['a@x.example&evil=1#/away', 'a@evil.example/../..', 'a@"><script>', 'no-at-sign', ''])(
    'cannot be bent by the sign-in name %s',
    (userPrincipalName) => {
      const hostile = { tenantId: '../x', id: '#/../?a=b', userPrincipalName }
      for (const { url } of adminLinks(hostile, 'public')) {
        const { host, pathname, hash, search } = new URL(url)
        expect(host).toMatch(/^(entra|admin|admin\.exchange|intune)\.microsoft\.com$/)
        expect(pathname).toMatch(/^\/(\.\.%2Fx\/)?$/)
        expect(hash).toContain('%23%2F..%2F%3Fa%3Db')
        expect(search.match(/[&<>"]/)).toBeNull()
      }
    },
  )

  it.each([
    [{ cloud: 'usgov' as const, authority: 'https://login.microsoftonline.us/t' }, 'usgov'],
    [{ authority: 'https://login.microsoftonline.us/t' }, 'usgov'],
    [{ authority: 'https://login.partner.microsoftonline.cn/t' }, 'china'],
    [{ authority: 'https://login.microsoftonline.com/t' }, 'public'],
  ])('follow the cloud that %o names, also where an older server says no more', (config, cloud) => {
    expect(cloudOf(config)).toBe(cloud)
  })
})
