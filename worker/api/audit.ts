import { AppError } from '#shared/errors.ts'
import type { Handlers } from './handlers.ts'

export const auditHandlers = {
  'audit.list': async () => {
    throw new AppError('access.notFound')
  },
} satisfies Partial<Handlers>
