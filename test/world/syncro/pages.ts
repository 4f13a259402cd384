import { Hono } from 'hono'
import type { SyncroAccount } from './account.ts'

export function createPages(_account: SyncroAccount): Hono {
  return new Hono()
}
