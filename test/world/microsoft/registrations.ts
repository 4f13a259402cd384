import { apps } from '../people.ts'

/** An app registration in the MSP's own tenant. */
export interface Registration {
  id: string
  name: string
  kind: 'api' | 'spa' | 'daemon'
  secret: string | null
  /** Exact redirect addresses: of the SPA platform for `spa`, of the web platform for `daemon`. */
  redirectUris: string[]
  /** Application permissions asked for statically; `/.default` means these. */
  permissions: string[]
}

const consentCallback = 'https://sidelight.example/consent/callback'

const registrations: Registration[] = [
  {
    id: apps.api,
    name: 'Sidelight API',
    kind: 'api',
    secret: null,
    redirectUris: [],
    permissions: [],
  },
  {
    id: apps.extension,
    name: 'Sidelight',
    kind: 'spa',
    secret: null,
    redirectUris: [
      'https://klkoihdmjpkfcdfagbbppnhmahagocdm.chromiumapp.org/',
      'https://6e7f9f2a23412a5f32b4271ea265f34839e0ef17.extensions.allizom.org/',
    ],
    permissions: [],
  },
  {
    id: apps.reader.id,
    name: 'Sidelight Reader',
    kind: 'daemon',
    secret: apps.reader.secret,
    redirectUris: [consentCallback],
    permissions: [
      'User.Read.All',
      'GroupMember.Read.All',
      'LicenseAssignment.Read.All',
      'Organization.Read.All',
      'SecurityEvents.Read.All',
      'Domain.Read.All',
      'RoleManagement.Read.Directory',
      'MailboxSettings.Read',
      'UserAuthenticationMethod.Read.All',
      'AuditLog.Read.All',
      'DeviceManagementManagedDevices.Read.All',
    ],
  },
  {
    id: apps.operator.id,
    name: 'Sidelight Operator',
    kind: 'daemon',
    secret: apps.operator.secret,
    redirectUris: [consentCallback],
    permissions: [
      'User.Read.All',
      'User-PasswordProfile.ReadWrite.All',
      'User.EnableDisableAccount.All',
      'User.RevokeSessions.All',
      'UserAuthMethod-TAP.ReadWrite.All',
      'UserAuthenticationMethod.ReadWrite.All',
      'LicenseAssignment.ReadWrite.All',
      'GroupMember.ReadWrite.All',
      'User.ReadWrite.All',
      'User-Phone.ReadWrite.All',
      'MailboxSettings.ReadWrite',
      'User.DeleteRestore.All',
    ],
  },
]

export function findRegistration(appId: string | null): Registration | undefined {
  return registrations.find(({ id }) => id === appId)
}

/** By client id or by the short name of the world: `reader`, `operator`. */
export function resolveApp(app: string): Registration {
  const id = app === 'reader' || app === 'operator' ? apps[app].id : app
  const found = findRegistration(id)
  if (!found) throw new Error(`There is no app registration ${app}.`)
  return found
}
