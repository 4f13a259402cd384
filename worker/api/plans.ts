import { AppError } from '#shared/errors.ts'
import type { Handlers } from './handlers.ts'

export const planHandlers = {
  'plans.get': async () => {
    throw new AppError('internal')
  },
  'plans.approve': async () => {
    throw new AppError('internal')
  },
} satisfies Partial<Handlers>
