import { needing } from '../needing.ts'

/** Requests by the permission of the API application that they need. */
const asking =
  (permission: string) =>
  <T>(request: () => Promise<T>): Promise<T> =>
    needing('HaloPSA', permission, request)

export const readingCustomers = asking('read:customers')
export const editingCustomers = asking('edit:customers')
export const readingTickets = asking('read:tickets')
export const editingTickets = asking('edit:tickets')
