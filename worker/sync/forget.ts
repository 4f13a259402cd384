import type { Deps } from '../env.ts'
import { forgetSome, tenantsToForget } from '../store/forget.ts'
import type { Message } from './message.ts'

type ForgetMessage = Extract<Message, { kind: 'forget' }>

/** D1 counts 1,000 statements an invocation, and other messages may be in the same batch. */
const mostStatements = 150

/** Removes a tenant's data, on and on in new messages until nothing is left. Delivered again it does no harm. */
export async function forget(deps: Deps, message: ForgetMessage): Promise<void> {
  if (await forgetSome(deps, message, mostStatements)) return
  await deps.env.QUEUE.send(message)
}

/** Messages that may have been lost. */
export async function leftToForget(deps: Deps): Promise<ForgetMessage[]> {
  return (await tenantsToForget(deps)).map(({ tenantId, run }) => forgetMessage(tenantId, run))
}

export function forgetMessage(tenantId: string, run: string): ForgetMessage {
  return { v: 1, kind: 'forget', tenantId, run, attempt: 1 }
}
