import { apps, msp } from './people.ts'

/** The worker's variables and secrets in the embedded world (bindings apart). */
export const worldEnv = {
  PUBLIC_URL: 'https://sidelight.example',
  MSP_TENANT_ID: msp.id,
  API_CLIENT_ID: apps.api,
  EXTENSION_CLIENT_ID: apps.extension,
  EXTENSION_ORIGINS: 'chrome-extension://klkoihdmjpkfcdfagbbppnhmahagocdm',
  READER_CLIENT_ID: apps.reader.id,
  READER_CLIENT_SECRET: apps.reader.secret,
  OPERATOR_CLIENT_ID: apps.operator.id,
  OPERATOR_CLIENT_SECRET: apps.operator.secret,
  PARTNER_CLIENT_ID: apps.partner.id,
  PARTNER_CLIENT_SECRET: apps.partner.secret,
  SEALING_KEY: 'c2lkZWxpZ2h0LWVtYmVkZGVkLXdvcmxkLWtleS0zMmI=',
  SPREAD_SECONDS: '0',
} as const
