/** The most that one page may have (paginationQuerySchema). */
export const pageSize = 100

/** Pages are counted from 1. */
export function pageToken(page: string | null, { hasNext }: { hasNext: boolean }): string | null {
  return hasNext ? String(Number(page ?? 1) + 1) : null
}
