/** A way to prove who one is besides the password, by Microsoft's type without its ending. */
interface MethodKind {
  title: string
  /** Part of the path under which Graph v1.0 removes it; null = it cannot. */
  path: string | null
}

/** https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview */
const kinds: Record<string, MethodKind> = {
  microsoftAuthenticator: { title: 'Microsoft Authenticator', path: 'microsoftAuthenticatorMethods' },
  softwareOath: { title: 'Authenticator app with codes', path: 'softwareOathMethods' },
  hardwareOath: { title: 'Hardware token', path: null },
  fido2: { title: 'Passkey or security key', path: 'fido2Methods' },
  windowsHelloForBusiness: { title: 'Windows Hello for Business', path: 'windowsHelloForBusinessMethods' },
  platformCredential: { title: 'Platform credential', path: 'platformCredentialMethods' },
  phone: { title: 'Phone', path: 'phoneMethods' },
  email: { title: 'E-mail, for resetting the password', path: 'emailMethods' },
  temporaryAccessPass: { title: 'Temporary Access Pass', path: 'temporaryAccessPassMethods' },
  external: { title: 'Another provider', path: 'externalAuthenticationMethods' },
  qrCodePin: { title: 'QR code with PIN', path: null },
}
const phones: Record<string, string> = {
  mobile: 'Mobile phone',
  alternateMobile: 'Second mobile phone',
  office: 'Office phone',
}

/** `phone` of `#microsoft.graph.phoneAuthenticationMethod`. */
export function methodKind(type: string): string {
  return type.replace(/^#microsoft\.graph\.|AuthenticationMethod$/g, '')
}

/** A method in words; kinds come and go, so an unknown one has words as well. */
export function methodTitle(kind: string, phoneType: string | null): string {
  const phone = kind === 'phone' && Object.hasOwn(phones, phoneType ?? '') ? phones[phoneType ?? ''] : null
  return phone ?? (Object.hasOwn(kinds, kind) ? kinds[kind]?.title : null) ?? 'Another method'
}

/** What removes it, below the user's path; null = it can be removed in the admin centre alone. */
export function methodPath(kind: string, id: string): string | null {
  const path = Object.hasOwn(kinds, kind) ? kinds[kind]?.path : null
  return path ? `/authentication/${path}/${encodeURIComponent(id)}` : null
}
