import type { LicenceCount } from '#shared/contract.ts'

/** Seats of what is bought, all products together; free ones have no seats worth counting. */
export function seatsOf(licences: readonly LicenceCount[]) {
  const paid = licences.filter(({ free, usable }) => !free && usable > 0)
  return {
    bought: paid.reduce((sum, { usable }) => sum + usable, 0),
    left: paid.reduce((sum, { available }) => sum + Math.max(0, available), 0),
    /** Products with no seat left. */
    gone: paid.filter(({ available }) => available <= 0),
  }
}
