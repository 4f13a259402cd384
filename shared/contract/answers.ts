import * as v from 'valibot'
import { retries } from '../errors/entry.ts'
import { Detail } from './basics.ts'

/** The body of every refusal. */
export const ErrorBody = v.object({
  error: v.object({
    code: v.string(),
    text: v.string(),
    detail: Detail,
    next: v.nullable(v.string()),
    /** Whether asking again can help; an older server does not say. */
    retry: v.optional(v.picklist(retries), 'no'),
    requestId: v.string(),
    retryAfterSeconds: v.nullable(v.number()),
    /** https, where a person does it instead. */
    link: v.optional(v.nullable(v.string()), null),
  }),
})
export type ErrorBody = v.InferOutput<typeof ErrorBody>

/** GET /v1/config, without a token: what the extension needs to sign in. */
export const PublicConfig = v.object({
  product: v.literal('sidelight'),
  version: v.string(),
  tenantId: v.string(),
  clientId: v.string(),
  /** The scope to ask for, `api://…/access`. */
  scope: v.string(),
  authority: v.string(),
  /** Microsoft's cloud: its admin centres stand at other addresses. */
  cloud: v.optional(v.picklist(['public', 'usgov', 'china']), 'public'),
})
export type PublicConfig = v.InferOutput<typeof PublicConfig>
