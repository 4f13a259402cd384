import { cors } from 'hono/cors'
import type { Env } from '../env.ts'

/** Firefox gives each installation an origin of its own, so it cannot be listed. */
const firefoxExtension = /^moz-extension:\/\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Which pages may read answers. No protection by itself: that is the bearer token; there are no cookies. */
export function allowExtensions(env: Env) {
  const listed = (env.EXTENSION_ORIGINS ?? '').split(',').map((origin) => origin.trim())
  const isAllowed = (origin: string) =>
    origin !== '' && (listed.includes(origin) || firefoxExtension.test(origin))
  return cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    exposeHeaders: ['retry-after'],
    maxAge: 7200,
  })
}
