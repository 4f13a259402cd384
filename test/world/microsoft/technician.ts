import { apps, msp } from '../people.ts'
import type { Cloud } from './cloud.ts'
import type { Claims } from './mint.ts'

export type TechnicianRole = 'viewer' | 'technician' | 'admin' | 'none'
export type Technician = (typeof msp.technicians)[number]

/** The first technician of the MSP with that role; `none` is somebody who may sign in but holds no role. */
export function technicianOf(role: TechnicianRole): Technician {
  const found = msp.technicians.find(({ roles }) =>
    role === 'none' ? roles.length === 0 : roles.some((r) => r === role),
  )
  if (!found) throw new Error(`No technician of the MSP is a ${role}.`)
  return found
}

/** Claims of an access token that Entra issues to the extension for our API (version 2.0, delegated). */
export function accessClaims(
  { login }: Cloud,
  technician: Technician,
  nowMs: number,
  lifetimeSeconds: number,
): Claims {
  const now = Math.floor(nowMs / 1000)
  return {
    aud: apps.api,
    iss: `https://${login}/${msp.id}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + lifetimeSeconds,
    azp: apps.extension,
    azpacr: '0',
    name: technician.name,
    oid: technician.id,
    preferred_username: technician.upn,
    roles: technician.roles.length > 0 ? [...technician.roles] : undefined,
    scp: 'access',
    sub: subjectOf(technician, apps.api),
    tid: msp.id,
    uti: crypto.randomUUID(),
    ver: '2.0',
  }
}

/** Pairwise: another one for each app. */
export function subjectOf(technician: Technician, audience: string): string {
  return btoa(`${technician.id.slice(-12)}${audience.slice(-6)}`).replaceAll('=', '')
}
