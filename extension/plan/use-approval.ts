import { useWrite } from '../query.ts'

/** Approving one plan. A refusal stays on the screen when the newer plan comes: it says why to look again. */
export function useApproval() {
  const write = useWrite('plans.approve', ['plans.get', 'plans.waiting', 'tenants.get', 'tenants.list'])
  return {
    approve: (planId: string) => write.mutate({ planId }),
    isPending: write.isPending,
    error: write.error,
  }
}
