import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import type { Message } from './message.ts'

export type PushMessage = Extract<Message, { kind: 'push' }>

export async function push(_deps: Deps, _message: PushMessage): Promise<void> {
  throw new AppError('internal')
}
