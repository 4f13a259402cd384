import type { TenantSummary } from '#shared/contract.ts'

/** Waits for an organisation: one whose consent still spreads has no name yet, and who is hidden is not asked about. */
export const isUnmapped = ({ mappings, state, problem, hidden }: TenantSummary) =>
  mappings.length === 0 && !hidden && state !== 'pending' && problem?.code !== 'tenant.disconnected'
