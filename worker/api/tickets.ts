import { AppError } from '#shared/errors.ts'
import type { Handlers } from './handlers.ts'

export const ticketHandlers = {
  'tickets.resolve': async () => {
    throw new AppError('access.notFound')
  },
} satisfies Partial<Handlers>
