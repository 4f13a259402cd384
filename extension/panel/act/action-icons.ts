import * as icons from '../../ui/icons.ts'

/** The icons that actions name; by name here, so that the page bundles these alone. */
const byName: Record<string, string> = {
  keyReset: icons.keyReset,
  blocked: icons.blocked,
  signIn: icons.signIn,
  sessions: icons.sessions,
}
export function iconOf(name: string): string {
  return byName[name] ?? icons.flash
}
