import { AppError } from '#shared/errors.ts'
import type { Handlers } from './handlers.ts'

export const ruleHandlers = {
  'rules.preview': async () => {
    throw new AppError('internal')
  },
} satisfies Partial<Handlers>
