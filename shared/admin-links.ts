/**
 * Pages of Microsoft's admin centres about one person of one tenant. A technician of an MSP is signed in to their own
 * tenant, so each address names the customer's: by its id in the path (Entra, Intune) or by a domain of it
 * (Microsoft 365, Exchange: `delegatedOrg`).
 * Hosts: https://learn.microsoft.com/entra/fundamentals/entra-admin-center ·
 * https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-u-s-government-gcc-high-endpoints ·
 * https://learn.microsoft.com/microsoft-365/admin/services-in-china/services-in-china
 */
export type Cloud = 'public' | 'usgov' | 'china'
export type AdminCentre = 'entra' | 'microsoft365' | 'exchange' | 'intune'
export interface AdminLink {
  centre: AdminCentre
  title: string
  url: string
}

const hosts: Record<Cloud, Record<AdminCentre, string | null>> = {
  public: {
    entra: 'entra.microsoft.com',
    microsoft365: 'admin.microsoft.com',
    exchange: 'admin.exchange.microsoft.com',
    intune: 'intune.microsoft.com',
  },
  usgov: {
    entra: 'entra.microsoft.us',
    microsoft365: 'portal.office365.us',
    exchange: 'admin.exchange.office365.us',
    intune: 'intune.microsoft.us',
  },
  china: {
    entra: 'entra.microsoftonline.cn',
    microsoft365: 'portal.partner.microsoftonline.cn',
    // Its address differs from tenant to tenant there; the Microsoft 365 page leads to it.
    exchange: null,
    intune: 'intune.microsoftonline.cn',
  },
}
const titles: Record<AdminCentre, string> = {
  entra: 'Microsoft Entra',
  microsoft365: 'Microsoft 365',
  exchange: 'Exchange',
  intune: 'Intune',
}
const centres = Object.keys(titles) as AdminCentre[]

interface Who {
  tenantId: string
  id: string
  /** Its last part is a verified domain of the tenant, also of a guest (…#EXT#@contoso.onmicrosoft.com). */
  userPrincipalName: string
}

/** Those that this cloud has, in the order of a menu. Nothing foreign gets into an address unescaped. */
export function adminLinks(person: Who, cloud: Cloud): AdminLink[] {
  return centres.flatMap((centre) => {
    const host = hosts[cloud][centre]
    return host
      ? [{ centre, title: titles[centre], url: `https://${host}${pathOf(centre, person, cloud)}` }]
      : []
  })
}

export function adminLink(centre: AdminCentre, person: Who, cloud: Cloud): AdminLink | null {
  return adminLinks(person, cloud).find((link) => link.centre === centre) ?? null
}

function pathOf(centre: AdminCentre, { tenantId, id, userPrincipalName }: Who, cloud: Cloud): string {
  const tenant = encodeURIComponent(tenantId)
  const user = encodeURIComponent(id)
  const domain = encodeURIComponent(userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1))
  const blade = '#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~'
  switch (centre) {
    case 'entra':
      return `/${tenant}/${blade}/overview/userId/${user}`
    case 'intune':
      return `/${tenant}/${blade}/Devices/userId/${user}`
    case 'microsoft365':
      return cloud === 'public'
        ? `/?delegatedOrg=${domain}#/users/:/UserDetails/${user}/Account`
        : `/adminportal/home?delegatedOrg=${domain}#/users/:/UserDetails/${user}/Account`
    case 'exchange':
      return `/?delegatedOrg=${domain}#/mailboxes/:/MailboxDetails/${user}`
  }
}

export type TenantPage = 'licences' | 'roles' | 'permissions'

/** A page about the whole tenant: its products, its directory roles, what applications were granted. */
export function tenantLink(
  page: TenantPage,
  tenant: { id: string; domain: string | null },
  cloud: Cloud,
): string {
  if (page === 'licences') {
    const domain = encodeURIComponent(tenant.domain ?? '')
    const path = cloud === 'public' ? '/' : '/adminportal/home'
    return `https://${hosts[cloud].microsoft365}${path}?delegatedOrg=${domain}#/licenses`
  }
  const blade =
    page === 'roles'
      ? 'RolesManagementMenuBlade/~/AllRoles'
      : 'StartboardApplicationsMenuBlade/~/AppAppsPreview'
  return `https://${hosts[cloud].entra}/${encodeURIComponent(tenant.id)}/#view/Microsoft_AAD_IAM/${blade}`
}

/** What a server of before said nothing of can be told from where it sends people to sign in. */
export function cloudOf(config: { cloud?: Cloud; authority: string }): Cloud {
  if (config.authority.startsWith('https://login.microsoftonline.us/')) return 'usgov'
  if (config.authority.startsWith('https://login.partner.microsoftonline.cn/')) return 'china'
  return config.cloud ?? 'public'
}
