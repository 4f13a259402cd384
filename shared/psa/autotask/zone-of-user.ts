import { AppError } from '../../errors.ts'
import type { HttpPort } from '../api.ts'
import { read, Zone } from './answers.ts'
import { accountOfApi, directory } from './zones.ts'

const path = `${directory}/atservicesrest/v1.0/ZoneInformation`

/**
 * The account whose zone the API user belongs to
 * (autotask.net/help/DeveloperHelp/Content/APIs/REST/API_Calls/REST_ZoneInformation.htm). How an unknown user is
 * answered is not documented, so every way but a working answer points at the name too.
 */
export async function zoneOfUser(http: HttpPort): Promise<string> {
  const hint = 'Autotask did not say which zone this API user belongs to: check the user name.'
  const answer = await http.get(path).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === 'psa.throttled') throw error
    const code = error.code === 'psa.unavailable' ? error.code : 'psa.keyRefused'
    throw new AppError(code, { detail: hint, cause: error })
  })
  const zone = accountOfApi(read(Zone, answer, 'the zone').url ?? '')
  if (zone === null) throw new AppError('psa.keyRefused', { detail: hint })
  return zone
}
