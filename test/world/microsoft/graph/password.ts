import type { EntraUser } from '../directory/user.ts'
import { badRequest } from './refusal.ts'

/** Entra's rules for cloud passwords: 8 to 256 characters, three of four kinds, not the user's own name. */
export function checkPassword(
  password: string,
  { userPrincipalName }: Pick<EntraUser, 'userPrincipalName'>,
): void {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  const name = (userPrincipalName.split('@')[0] ?? '').toLowerCase()
  const hasName = name.length > 2 && password.toLowerCase().includes(name)
  // Entra's own set of characters: ASCII from space to tilde.
  const isPlain = /^[\x20-\x7e]+$/.test(password)
  if (password.length >= 8 && password.length <= 256 && kinds >= 3 && !hasName && isPlain) return
  throw badRequest(
    'The specified password does not comply with password complexity requirements. Please provide a different password.',
  )
}
