import { AppError } from '#shared/errors.ts'
import type { Message } from './sync/message.ts'

/** Bindings, variables and secrets; each is explained in the README's table. */
export interface Env {
  DB: D1Database
  QUEUE: Queue<Message>
  /** https origin of this worker, no trailing slash; consent comes back to `${PUBLIC_URL}/consent/callback` */
  PUBLIC_URL: string
  MSP_TENANT_ID: string
  API_CLIENT_ID: string
  EXTENSION_CLIENT_ID: string
  /** Comma-separated extension origins for CORS, e.g. chrome-extension://<id> */
  EXTENSION_ORIGINS: string
  /** Microsoft's cloud: public (default), usgov or china */
  CLOUD?: string
  READER_CLIENT_ID: string
  /** Needed where there is no certificate */
  READER_CLIENT_SECRET?: string
  /** PEM: the private key (PKCS#8) and its certificate, in one text; preferred to the secret */
  READER_CERTIFICATE?: string
  /** During rotation: tried where Microsoft does not accept the first one */
  READER_CERTIFICATE_NEXT?: string
  OPERATOR_CLIENT_ID?: string
  OPERATOR_CLIENT_SECRET?: string
  OPERATOR_CERTIFICATE?: string
  OPERATOR_CERTIFICATE_NEXT?: string
  /** The application that the partner's service account signs in to; absent = customers are connected one by one */
  PARTNER_CLIENT_ID?: string
  PARTNER_CLIENT_SECRET?: string
  PARTNER_CERTIFICATE?: string
  PARTNER_CERTIFICATE_NEXT?: string
  /** Base64 of 32 random bytes; everything new is sealed with it */
  SEALING_KEY: string
  /** The former sealing key: opens what it sealed, until all of that is sealed anew */
  SEALING_KEY_OLD?: string
  /** Cron work is spread over this many seconds (default 3000) */
  SPREAD_SECONDS?: string
  /** https address of Microsoft's table of product names */
  PRODUCT_NAMES_URL?: string
}

/** What every part of the worker is handed: bindings and the one clock (milliseconds since 1970). */
export interface Deps {
  env: Env
  now(): number
  /** Short waits inside a request (a timer where it is absent). */
  sleep?(ms: number): Promise<void>
}

type Variable = Exclude<keyof Env, 'DB' | 'QUEUE'>

/** A variable that must be there: the types promise it, a half-finished deployment does not keep it. */
export function requireVariable(env: Env, name: Variable): string {
  const value = env[name]?.trim()
  if (!value) throw new AppError('config.missing', { detail: `${name} is not set.` })
  return value
}

/** A variable that holds a GUID, in lower case as Microsoft writes it. */
export function requireGuid(env: Env, name: Variable): string {
  const value = requireVariable(env, name).toLowerCase()
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) {
    throw new AppError('config.missing', { detail: `${name} is not a GUID.` })
  }
  return value
}
