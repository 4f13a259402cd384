import type { Handlers } from './handlers.ts'

export const sessionHandlers = {
  'session.get': async (_input, { caller, reach }) => ({
    id: caller.id,
    name: caller.name,
    role: caller.role,
    limited: reach !== 'all',
  }),
} satisfies Partial<Handlers>
