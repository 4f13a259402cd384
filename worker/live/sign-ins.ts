import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import { ObjectId, parserOf } from '../sync/parse-item.ts'
import { cut, type LiveReading, mostShown } from './live.ts'

const Text = v.nullish(v.string())
/** https://learn.microsoft.com/graph/api/resources/signin */
const SignIn = v.object({
  id: v.string(),
  userId: ObjectId,
  createdDateTime: v.string(),
  appDisplayName: Text,
  ipAddress: Text,
  location: v.nullish(v.object({ city: Text, countryOrRegion: Text })),
  deviceDetail: v.nullish(v.object({ displayName: Text, operatingSystem: Text, browser: Text })),
  status: v.nullish(v.object({ errorCode: v.nullish(v.number()), failureReason: Text })),
})
type SignIn = v.InferOutput<typeof SignIn>
const parse = parserOf(SignIn, 'signIn')

/** Interactive ones. Microsoft answers 5 such requests in 10 seconds: https://learn.microsoft.com/graph/throttling-limits */
export const signIns: LiveReading = {
  part: 'signIns',
  title: 'Sign-ins',
  permissions: ['AuditLog.Read.All'],
  licence: 'Microsoft Entra ID P1',
  async read(graph, { id }) {
    const filter = encodeURIComponent(`userId eq '${id}'`)
    const page = await graph.page(`/auditLogs/signIns?$filter=${filter}&$top=${mostShown}`)
    const all = page.items.map(parse)
    // Somebody else's sign-in means that the question was not understood.
    if (all.some(({ userId }) => userId !== id)) throw new AppError('graph.malformed', { detail: '(signIn)' })
    const { items, more } = cut(all, page.nextLink)
    return { data: { part: 'signIns', signIns: items.map(viewOf) }, more }
  },
}

function viewOf({ id, createdDateTime, status, location, deviceDetail, ...rest }: SignIn) {
  const errorCode = status?.errorCode ?? 0
  return {
    ...{ id, at: createdDateTime, app: rest.appDisplayName || null, ipAddress: rest.ipAddress || null },
    location: joined(location?.city, location?.countryOrRegion),
    device: joined(deviceDetail?.displayName || deviceDetail?.operatingSystem, deviceDetail?.browser),
    ...{ ok: errorCode === 0, errorCode },
    failure: errorCode === 0 ? null : status?.failureReason || null,
  }
}

function joined(...parts: (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(', ') || null
}
