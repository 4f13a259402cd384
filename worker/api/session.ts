import type { Handlers } from './handlers.ts'

export const sessionHandlers = {
  'session.get': async (_input, { caller }) => ({ id: caller.id, name: caller.name, role: caller.role }),
} satisfies Partial<Handlers>
