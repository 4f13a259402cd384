import { momentOf } from '../ui/time.ts'

/** When what failed is tried again: "at 10:15", or with whatever runs next when that time has passed. */
export const nextTry = (iso: string, now: number) =>
  Date.parse(iso) > now ? `at ${momentOf(iso, now)}` : 'with the next run'
