import { AppError } from '#shared/errors.ts'
import { type Deps, type Env, requireGuid } from '../env.ts'
import { type Certificate, readCertificate, signAssertion } from './certificate.ts'

/** The two identities under which customers' tenants are reached. */
export type AppName = 'reader' | 'operator'
/** And the one that a partner's account signs in to. */
export type Identity = AppName | 'partner'

/** How an application proves who it is: by certificate where there is one, else by secret. */
export type Proof =
  | { by: 'certificate'; variable: Variable; pem: string }
  | { by: 'secret'; variable: Variable; secret: string }

const variables = {
  reader: {
    id: 'READER_CLIENT_ID',
    secret: 'READER_CLIENT_SECRET',
    certificates: ['READER_CERTIFICATE', 'READER_CERTIFICATE_NEXT'],
  },
  operator: {
    id: 'OPERATOR_CLIENT_ID',
    secret: 'OPERATOR_CLIENT_SECRET',
    certificates: ['OPERATOR_CERTIFICATE', 'OPERATOR_CERTIFICATE_NEXT'],
  },
  partner: {
    id: 'PARTNER_CLIENT_ID',
    secret: 'PARTNER_CLIENT_SECRET',
    certificates: ['PARTNER_CERTIFICATE', 'PARTNER_CERTIFICATE_NEXT'],
  },
} as const
type Variable =
  | (typeof variables)[Identity]['secret' | 'id']
  | (typeof variables)[Identity]['certificates'][number]

export function clientIdOf(env: Env, app: Identity): string {
  return requireGuid(env, variables[app].id)
}

/** What the application can show, in the order in which it is tried; raises when there is nothing. */
export function proofsOf(env: Env, app: Identity): [Proof, ...Proof[]] {
  const { id, secret: secretName, certificates } = variables[app]
  const [first, ...others] = certificates.flatMap((variable): Proof[] => {
    const pem = env[variable]?.trim()
    return pem ? [{ by: 'certificate', variable, pem }] : []
  })
  if (env[id]?.trim() && first) return [first, ...others]
  const secret = env[secretName]?.trim()
  if (env[id]?.trim() && secret) return [{ by: 'secret', variable: secretName, secret }]
  if (app === 'operator')
    throw new AppError('tenant.noOperator', { detail: 'The server has no operator application.' })
  const detail = `${id} is needed, and ${certificates[0]} or ${secretName}.`
  throw new AppError('config.missing', { detail })
}

/** Before anybody agrees to something that could not be used: raises config.*. */
export async function checkIdentity(env: Env, app: Identity): Promise<void> {
  clientIdOf(env, app)
  const { certificates, secret } = variables[app]
  const isSet = [...certificates, secret].some((variable) => env[variable]?.trim())
  if (!isSet) throw new AppError('config.missing', { detail: `${certificates[0]} or ${secret} is not set.` })
  for (const proof of proofsOf(env, app)) if (proof.by === 'certificate') await certificateOf(env, proof)
}

/** The fields of a token request that prove the application; raises tenant.certificateExpired. */
export async function proofFields(
  deps: Deps,
  proof: Proof,
  request: { audience: string; clientId: string },
): Promise<Record<string, string>> {
  if (proof.by === 'secret') return { client_secret: proof.secret }
  const certificate = await certificateOf(deps.env, proof)
  if (certificate.endsAt <= deps.now()) {
    const day = new Date(certificate.endsAt).toISOString().slice(0, 10)
    throw new AppError('tenant.certificateExpired', { detail: `${proof.variable} ended on ${day}.` })
  }
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await signAssertion(certificate, { ...request, now: deps.now() }),
  }
}

/** Certificates as read, for the isolate's life. */
const known = new WeakMap<Env, Map<string, Certificate>>()

async function certificateOf(env: Env, { variable, pem }: Extract<Proof, { by: 'certificate' }>) {
  const certificates = known.get(env) ?? new Map<string, Certificate>()
  known.set(env, certificates)
  const certificate = certificates.get(variable) ?? (await readCertificate(variable, pem))
  certificates.set(variable, certificate)
  return certificate
}
