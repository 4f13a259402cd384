import { findPsa } from '#shared/psa/index.ts'

/** What people call a ticket system; its id where this version does not know it. */
export const psaNameOf = (psa: string): string => findPsa(psa)?.name ?? psa
