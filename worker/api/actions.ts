import { AppError } from '#shared/errors.ts'
import type { Handlers } from './handlers.ts'

export const actionHandlers = {
  'actions.run': async () => {
    throw new AppError('access.notFound')
  },
} satisfies Partial<Handlers>
