/** What Entra's consent page says about each application permission that the product asks for. */
export const permissionWords: Record<string, string> = {
  'User.Read.All': 'Read all users’ full profiles',
  'GroupMember.Read.All': 'Read all group memberships',
  'LicenseAssignment.Read.All': 'Read all licence assignments',
  'Organization.Read.All': 'Read organisation information',
  'SecurityEvents.Read.All': 'Read your organisation’s security events',
  'Domain.Read.All': 'Read domains',
  'RoleManagement.Read.Directory': 'Read all directory role assignments',
  'MailboxSettings.Read': 'Read all user mailbox settings',
  'UserAuthenticationMethod.Read.All': 'Read all users’ authentication methods',
  'AuditLog.Read.All': 'Read all audit log data',
  'DeviceManagementManagedDevices.Read.All': 'Read Microsoft Intune devices',
  'User-PasswordProfile.ReadWrite.All': 'Read and write all users’ password profiles',
  'User.EnableDisableAccount.All': 'Enable and disable user accounts',
  'User.RevokeSessions.All': 'Revoke all sign-in sessions of users',
}
