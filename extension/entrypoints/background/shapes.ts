import * as v from 'valibot'
import { recordKinds } from '../../ticket/record.ts'

/** What messages of a content script may hold; it runs beside the page's own scripts, so nothing else is taken. */
const record = v.object({ kind: v.picklist(recordKinds), id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) })

export const Resolve = v.object({
  record,
  shown: v.fallback(
    v.nullable(
      v.object({
        name: v.pipe(v.string(), v.maxLength(256)),
        email: v.nullable(v.pipe(v.string(), v.toLowerCase(), v.regex(/^[^\s@]{1,64}@[^\s@]{1,253}$/))),
      }),
    ),
    null,
  ),
})

export const OfRecord = v.object({ record })

export const Wished = v.object({
  record,
  to: v.picklist(['panel', 'choose', 'map', 'tenant', 'settings']),
  action: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[a-z-]{1,64}$/))), null),
})
