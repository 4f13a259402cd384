import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import type { Message } from './message.ts'

export type ReconcileMessage = Extract<Message, { kind: 'reconcile' }>

export async function reconcile(_deps: Deps, _message: ReconcileMessage): Promise<void> {
  throw new AppError('internal')
}
