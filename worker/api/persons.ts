import type { Handlers } from './handlers.ts'
import { personView } from './person-view.ts'

export const personHandlers = {
  'persons.get': (input, call) => personView(call, call.caller, input.tenantId, input.personId),
} satisfies Partial<Handlers>
