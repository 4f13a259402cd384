import { AppError } from '#shared/errors.ts'
import type { Handlers } from './handlers.ts'

export const mappingHandlers = {
  'mappings.set': async () => {
    throw new AppError('internal')
  },
} satisfies Partial<Handlers>
