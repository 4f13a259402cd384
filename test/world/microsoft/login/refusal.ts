import type { Clock } from '../../clock.ts'
import type { Cloud } from '../cloud.ts'

/** How login.microsoftonline.com refuses: an OAuth error with an AADSTS number in its description. */
export class LoginRefusal extends Error {
  readonly status: number
  readonly error: string
  readonly number: number

  constructor(number: number, message: string, { error = 'invalid_request', status = 400 } = {}) {
    super(message)
    this.number = number
    this.error = error
    this.status = status
  }

  get description(): string {
    return `AADSTS${this.number}: ${this.message}`
  }

  /** The JSON form of the token endpoint. */
  body(clock: Clock, { login }: Cloud): object {
    const [trace, correlation] = [crypto.randomUUID(), crypto.randomUUID()]
    const timestamp = new Date(clock.now())
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z')
    return {
      error: this.error,
      error_description: `${this.description} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [this.number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://${login}/error?code=${this.number}`,
    }
  }
}

export const unknownTenant = (tenant: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant) || tenant.includes('.')
    ? new LoginRefusal(
        90002,
        `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
      )
    : new LoginRefusal(
        900023,
        `Specified tenant identifier '${tenant}' is neither a valid DNS name, nor a valid external domain.`,
      )
