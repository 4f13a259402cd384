import type { PartnerState, Problem } from '#shared/contract.ts'
import { AppError, errorText, nextStep } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { partnerPermissions } from '../partner/permissions.ts'
import { neededRoles } from '../partner/roles.ts'
import { findPartner, type PartnerRow } from '../store/partner.ts'
import { lastPartnerAttempt, type PartnerAttemptRow } from '../store/partner-attempts.ts'
import { problemOf } from '../store/problem.ts'
import { checkPartnerSetUp } from './partner-sign-in.ts'

/** How the connection stands, and what it would be allowed. */
export async function partnerState(deps: Deps): Promise<PartnerState> {
  const [row, attempt] = [await findPartner(deps), await lastPartnerAttempt(deps)]
  const isConnected = row !== null && row.sealed !== ''
  return {
    state: isConnected ? (row.problemCode === null ? 'connected' : 'failing') : 'none',
    account: isConnected ? row.account : null,
    since: isConnected ? iso(row.connectedAt) : null,
    refreshedAt: isConnected ? iso(row.refreshedAt) : null,
    problem: isConnected ? problemOf(row) : null,
    setUp: await setUpProblem(deps),
    attempt: attempt && attemptView(attempt, deps.now()),
    permissions: [...partnerPermissions],
    roles: neededRoles.map(({ alternatives, ...role }) => ({
      ...role,
      alternatives: alternatives.map(({ name }) => name),
    })),
    reading: readingView(row),
  }
}

export function readingView(row: PartnerRow | null): PartnerState['reading'] {
  if (row === null) return { running: false, startedAt: null, finishedAt: null, problem: null }
  return {
    running: row.readRun !== null,
    startedAt: iso(row.readStartedAt),
    finishedAt: iso(row.readAt),
    problem: problemOf({
      problemCode: row.readProblemCode,
      problemDetail: row.readProblemDetail,
      problemSince: row.readProblemSince,
    }),
  }
}

function attemptView(row: PartnerAttemptRow, now: number): NonNullable<PartnerState['attempt']> {
  const isOver = row.outcome === 'waiting' && row.expiresAt <= now
  return {
    state: isOver ? 'expired' : row.outcome,
    startedAt: new Date(row.createdAt).toISOString(),
    expiresAt: new Date(row.expiresAt).toISOString(),
    problem: problemOf(row),
  }
}

async function setUpProblem({ env, now }: Deps): Promise<Problem | null> {
  try {
    await checkPartnerSetUp(env)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, detail } = error
    const since = new Date(now()).toISOString()
    const words = { text: errorText(code, detail), detail: detail ?? null, next: nextStep(code) ?? null }
    return { code, ...words, since }
  }
}

export function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
