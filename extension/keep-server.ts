import { readPolicy } from './policy.ts'
import { readPublicConfig } from './server-address.ts'
import { backendAddress, backendConfig } from './settings.ts'

/** Ends the session at the former server: pages sign out, the background forgets what it knows of. */
type EndSession = () => Promise<void>

/** Keeps the server once it has said who it is. Raises ApiError otherwise, and the former one stays. */
export async function keepServer(origin: string, endSession: EndSession): Promise<void> {
  const config = await readPublicConfig(origin)
  const former = await backendAddress.getValue()
  if (former && former !== origin) await endSession()
  await backendConfig.setValue(config)
  await backendAddress.setValue(origin)
}

/** Goes over to the server that the policy names, if it names one. Raises ApiError like keepServer. */
export async function followPolicy(endSession: EndSession): Promise<void> {
  const policy = await readPolicy()
  if (policy.state !== 'set') return
  const [address, config] = await Promise.all([backendAddress.getValue(), backendConfig.getValue()])
  if (address !== policy.origin || !config) await keepServer(policy.origin, endSession)
}
