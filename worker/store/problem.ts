import type { Problem } from '#shared/contract.ts'
import { errorText, isErrorCode, nextStep } from '#shared/errors.ts'

interface ProblemColumns {
  problemCode: string | null
  problemDetail: string | null
  problemSince: number | null
}

/** The problem columns that many tables carry, in words. A code of an older version is kept, as `internal`. */
export function problemOf(row: ProblemColumns): Problem | null {
  if (row.problemCode === null) return null
  const code = isErrorCode(row.problemCode) ? row.problemCode : 'internal'
  return {
    code,
    text: errorText(code, row.problemDetail),
    detail: row.problemDetail,
    next: nextStep(code) ?? null,
    since: new Date(row.problemSince ?? 0).toISOString(),
  }
}
