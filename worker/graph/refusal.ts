import * as v from 'valibot'
import { AppError, type ErrorCode } from '#shared/errors.ts'

/** What Microsoft answered when it was not what we asked for. */
interface Signal {
  status: number
  /** `error.code` of Graph's answer; empty when there is none */
  code: string
  /** `error.message` of Graph's answer: foreign text */
  message: string
  /** Codes of `error.details`, which say more than the one above them */
  details: string[]
  path: string
}

/** Requests whose refusal (400) has no code of its own, so that only the path tells what was refused. */
const byPath: [path: RegExp, code: ErrorCode][] = [
  [/\/authentication\/temporaryAccessPassMethods$/, 'tap.policy'],
  [/\/authentication\/\w+Methods\/[^/]+$/, 'mfa.kept'],
  [/\/(?:assignLicense|reprocessLicenseAssignment)$/, 'licence.refused'],
  [/\/groups\/[^/]+\/members\//, 'group.notEditable'],
]
const pathCode = ({ status, path }: Signal) =>
  status === 400 ? byPath.find(([shape]) => shape.test(path))?.[1] : undefined

const ErrorAnswer = v.object({
  error: v.object({
    code: v.optional(v.string(), ''),
    message: v.optional(v.nullable(v.string()), ''),
    details: v.optional(v.nullable(v.array(v.object({ code: v.optional(v.string(), '') })))),
  }),
})

const resyncCodes = ['syncstatenotfound', 'resyncrequired', 'directory_expiredpagetoken']
const noLicence =
  /not applicable to target tenant|tenant is not licensed|doesn't have premium license|account is not provisioned/i

/** Of accounts without one, and of those whose mailbox stands on the company's own server. */
const noMailbox = ['MailboxNotEnabledForRESTAPI', 'MailboxNotSupportedForRESTAPI']

/** From Graph's status, code and message to ours; the first row that fits counts (microsoft-graph.md, section 8). */
const table: [fits: (signal: Signal) => boolean, code: ErrorCode][] = [
  [({ status }) => status === 410, 'graph.resync'],
  [({ code }) => resyncCodes.includes(code.toLowerCase()), 'graph.resync'],
  [({ status }) => status === 429, 'graph.throttled'],
  [({ status }) => status === 408 || status >= 500, 'graph.unavailable'],
  [({ code, path }) => code === 'Request_UnsupportedQuery' && path.includes('/delta'), 'tenant.unsupported'],
  [({ code }) => code === 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'graph.noLicence'],
  [({ message }) => noLicence.test(message), 'graph.noLicence'],
  [({ code }) => code === 'Authorization_IdentityNotFound', 'tenant.consentMissing'],
  [({ status }) => status === 401 || status === 403, 'graph.denied'],
  [({ code }) => noMailbox.includes(code), 'graph.noMailbox'],
  [({ details }) => details.includes('ObjectConflict'), 'account.conflict'],
  [({ status, path }) => status === 409 && path.endsWith('/restore'), 'account.conflict'],
  // A page of somebody in between; Graph names what it does not find, and a person may be removed for that.
  [({ status, code }) => status === 404 && code === '', 'graph.malformed'],
  [({ status }) => status === 404, 'graph.notFound'],
  [({ status }) => status >= 300 && status < 400, 'graph.malformed'],
]

/** Graph's refusal as an error of ours. `body` is the answer's text, which may be anything. */
export function refusal(
  response: { status: number; path: string; retryAfterSeconds: number | null },
  body: string,
): AppError {
  const parsed = v.safeParse(ErrorAnswer, jsonOrNull(body))
  const { code = '', message = '', details = [] } = parsed.success ? parsed.output.error : {}
  const signal: Signal = {
    status: response.status,
    path: response.path,
    code,
    message: message ?? '',
    details: (details ?? []).map((one) => one.code),
  }
  const found = table.find(([fits]) => fits(signal))?.[1] ?? pathCode(signal)
  return new AppError(found ?? 'graph.invalid', {
    detail: detailOf(signal),
    retryAfterSeconds: response.retryAfterSeconds ?? undefined,
  })
}

/** One line for the reader: Microsoft's code and the start of its message, without control characters. */
function detailOf({ code, message, status }: Signal): string {
  const words = message
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200)
  const name = code.replace(/[^\w.]/g, '').slice(0, 80)
  return `(${[status, name].filter(Boolean).join(' ')}${words ? `: ${words}` : ''})`
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
