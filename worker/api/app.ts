import { Hono } from 'hono'
import type { Deps } from '../env.ts'

export function createApp(_deps: Deps): Hono {
  return new Hono()
}
