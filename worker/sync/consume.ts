import type { Deps } from '../env.ts'
import type { Message } from './message.ts'

/** The queue's edge: each message is done, retried or given up on its own. */
export async function consume(_deps: Deps, _batch: MessageBatch<Message>): Promise<void> {}
