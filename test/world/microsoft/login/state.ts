import type { Clock } from '../../clock.ts'
import type { Cloud } from '../cloud.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { Keys } from '../keys.ts'
import type { Claims } from '../mint.ts'
import type { Technician } from '../technician.ts'
import type { Authorization } from './authorize.ts'
import type { Certificate } from './client-assertion.ts'

/** What the endpoints of login.microsoftonline.com share. */
export interface LoginState {
  clock: Clock
  cloud: Cloud
  keys: Keys
  tenants: ReadonlyMap<string, EntraTenant>
  /** Reproducible, 0 to below 1 */
  chance(): number
  mint(claims: Claims): Promise<string>
  /** Client ids whose secret has run out */
  expiredSecrets: Set<string>
  /** Certificates by client id */
  certificates: Map<string, Certificate[]>
  /** `jti` of every client assertion so far */
  usedAssertions: Set<string>
  /** How long a fresh consent takes to reach the token servers, milliseconds */
  consentDelayMs: number
  /** Signed-in browsers, by cookie */
  sessions: Map<string, Technician>
  codes: Map<
    string,
    { authorization: Authorization; technician: Technician; expiresAt: number; isUsed: boolean }
  >
  refreshTokens: Map<string, { technician: Technician; expiresAt: number }>
}
