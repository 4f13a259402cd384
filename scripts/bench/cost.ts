import type { DatabaseCount } from '../../test/worker/counted-d1.ts'
import type { Message } from '../../worker/sync/message.ts'
import { noTraffic, type Traffic } from './traffic.ts'
import type { Sent, Told } from './worker.ts'

/** Everything that some work cost. */
export interface Cost {
  database: DatabaseCount
  traffic: Traffic
  /** Messages sent, by kind */
  messages: Partial<Record<Message['kind'], number>>
  invocations: number
  /** The most statements of one invocation: D1 takes 1,000 */
  mostStatements: number
  wallMs: number
  /** Of workerd: the product's and D1's together */
  cpuMs: number
}

export function noCost(): Cost {
  const database = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0, writtenTo: {} }
  const traffic = noTraffic()
  return { database, traffic, messages: {}, invocations: 0, mostStatements: 0, wallMs: 0, cpuMs: 0 }
}

/** One invocation more. */
export function addInvocation(cost: Cost, { database, sent }: Told): void {
  cost.invocations += 1
  cost.mostStatements = Math.max(cost.mostStatements, database.statements)
  for (const { body } of sent) countMessage(cost, body)
  cost.database.trips += database.trips
  cost.database.statements += database.statements
  cost.database.rowsRead += database.rowsRead
  cost.database.rowsWritten += database.rowsWritten
  const { writtenTo } = cost.database
  for (const [table, rows] of Object.entries(database.writtenTo)) {
    writtenTo[table] = (writtenTo[table] ?? 0) + rows
  }
}

function countMessage({ messages }: Cost, { kind }: Sent['body']): void {
  messages[kind] = (messages[kind] ?? 0) + 1
}

export function messagesOf({ messages }: Cost): number {
  return Object.values(messages).reduce((sum, count) => sum + count, 0)
}
