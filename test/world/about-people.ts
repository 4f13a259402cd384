import type { EntraTenant } from './microsoft/directory/tenant.ts'
import type { StoredUser } from './microsoft/directory/user.ts'

type About = Pick<
  StoredUser,
  | 'authenticationMethods'
  | 'defaultMethodId'
  | 'managedDevices'
  | 'signIns'
  | 'automaticReplies'
  | 'inboxRules'
> & {
  manager?: string
}

const method = (type: string, id: string, more: Record<string, unknown>) => ({
  '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
  id,
  createdDateTime: '2025-03-11T09:12:00Z',
  ...more,
})
const phone = (phoneNumber: string) =>
  method('phone', '3179e48a-750b-4051-897c-87b9720928f7', {
    ...{ phoneNumber, phoneType: 'mobile', smsSignInState: 'notAllowedByPolicy' },
  })
const authenticator = (displayName: string) =>
  method('microsoftAuthenticator', `authenticator-${displayName.toLowerCase().replaceAll(' ', '-')}`, {
    ...{ displayName, deviceTag: 'SoftwareTokenActivated', phoneAppVersion: '6.2509' },
  })

const device = (deviceName: string, more: Record<string, unknown> = {}) => ({
  id: `device-${deviceName.toLowerCase()}`,
  deviceName,
  operatingSystem: 'Windows',
  osVersion: '10.0.26100.7171',
  manufacturer: 'Woodgrove',
  model: 'Laptop 14',
  serialNumber: `SN-${deviceName}`,
  managedDeviceOwnerType: 'company',
  complianceState: 'compliant',
  isEncrypted: true,
  lastSyncDateTime: '2026-11-24T15:41:00Z',
  ...more,
})

const signIn = (at: string, appDisplayName: string, more: Record<string, unknown> = {}) => ({
  id: `sign-in-${at}`,
  createdDateTime: at,
  appDisplayName,
  ipAddress: '203.0.113.42',
  location: { city: 'Portland', state: 'Oregon', countryOrRegion: 'US' },
  deviceDetail: { displayName: 'ED-LAPTOP-07', operatingSystem: 'Windows10', browser: 'Edge 142.0.0' },
  ...more,
})
const wrongPassword = {
  ipAddress: '198.51.100.7',
  location: { city: 'Lagos', state: '', countryOrRegion: 'NG' },
  deviceDetail: { displayName: '', operatingSystem: 'Linux', browser: 'Firefox 143.0' },
  status: {
    errorCode: 50126,
    failureReason: 'Error validating credentials due to invalid username or password.',
    additionalDetails: null,
  },
}

const inboxRule = (id: string, displayName: string, actions: Record<string, unknown>) => ({
  ...{ id, displayName, sequence: 1, isEnabled: true, isReadOnly: false, hasError: false },
  ...{ conditions: {}, exceptions: null, actions },
})
const recipient = (address: string) => ({ emailAddress: { name: address, address } })

/** What is asked of Microsoft only when somebody looks, by last name. */
const about: Record<string, Record<string, About>> = {
  'contoso.example': {
    Ellingsworth: {
      manager: 'Castelaar',
      authenticationMethods: [phone('+1 5550100977'), authenticator('Mara’s phone')],
      defaultMethodId: 'authenticator-mara’s-phone',
      managedDevices: [
        device('ED-LAPTOP-07'),
        device('Mara-Phone', {
          ...{ operatingSystem: 'iOS', osVersion: '26.1', manufacturer: 'Apple', model: 'iPhone 15' },
          ...{ managedDeviceOwnerType: 'personal', complianceState: 'noncompliant' },
        }),
      ],
      signIns: [
        signIn('2026-11-24T07:58:12Z', 'Office 365 Exchange Online'),
        signIn('2026-11-24T03:14:40Z', 'Azure Portal', wrongPassword),
        signIn('2026-11-23T08:02:55Z', 'Microsoft Teams'),
      ],
      inboxRules: [
        inboxRule('AQAAAJ5dZp8=', 'Newsletters', { moveToFolder: 'AAMkAD==', markAsRead: true }),
        inboxRule('AQAAAJ5dZqA=', '.', {
          ...{ forwardTo: [recipient('mara.e@lanternmail.example')], permanentDelete: true },
        }),
      ],
    },
    Lindqvale: {
      manager: 'Ellingsworth',
      authenticationMethods: [authenticator('Tove’s phone')],
      automaticReplies: {
        status: 'scheduled',
        scheduledStartDateTime: { dateTime: '2026-11-23T00:00:00.0000000', timeZone: 'UTC' },
        scheduledEndDateTime: { dateTime: '2026-12-04T00:00:00.0000000', timeZone: 'UTC' },
      },
    },
  },
}

export function seedAbout(directory: EntraTenant, idOf: (last: string) => string): void {
  for (const [last, { manager, ...rest }] of Object.entries(about[directory.domain] ?? {})) {
    directory.updateUser(idOf(last), { ...rest, ...(manager ? { managerId: idOf(manager) } : {}) })
  }
}
