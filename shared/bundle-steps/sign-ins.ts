import * as v from 'valibot'
import type { ActionStep } from '../actions/define.ts'
import { AppError } from '../errors.ts'
import type { Person } from '../person.ts'

const Text = v.nullish(v.string())
/** https://learn.microsoft.com/graph/api/resources/signin */
const SignIns = v.object({
  value: v.array(
    v.object({
      userId: v.pipe(v.string(), v.toLowerCase()),
      createdDateTime: v.string(),
      appDisplayName: Text,
      ipAddress: Text,
      location: v.nullish(v.object({ city: Text, countryOrRegion: Text })),
      status: v.nullish(v.object({ errorCode: v.nullish(v.number()), failureReason: Text })),
    }),
  ),
})
type SignIn = v.InferOutput<typeof SignIns>['value'][number]

const most = 25

/** The latest sign-ins, for whoever looks into it later. The log lags by minutes and needs Entra ID P1. */
export function signInsStep({ id: personId }: Person): ActionStep<unknown> {
  return {
    ...{ id: 'sign-ins', title: 'Report recent sign-ins' },
    async run({ graph, reader = graph }) {
      const signIns = await readSignIns((path) => reader.get(path), personId)
      if (signIns === null) return { text: 'The tenant has no Microsoft Entra ID P1, so there is no log.' }
      const failed = signIns.filter((signIn) => errorOf(signIn) !== 0).length
      const places = new Set(signIns.map(placeOf).filter(Boolean)).size
      const columns = ['When', 'Application', 'Address', 'Place', 'Outcome']
      return {
        text: `${signIns.length} found, ${failed} failed, from ${places} places.`,
        report: { title: 'Sign-ins', columns, rows: signIns.map(rowOf) },
      }
    },
    verify: async () => false,
  }
}

/** Null = the tenant has no log. */
async function readSignIns(
  get: (path: string) => Promise<unknown>,
  personId: string,
): Promise<SignIn[] | null> {
  const filter = encodeURIComponent(`userId eq '${personId}'`)
  try {
    const answer = v.safeParse(SignIns, await get(`/auditLogs/signIns?$filter=${filter}&$top=${most}`))
    const isTheirs = answer.success && answer.output.value.every(({ userId }) => userId === personId)
    // Somebody else's sign-in means that the question was not understood.
    if (!isTheirs) throw new AppError('graph.malformed', { detail: '(signIn)' })
    return answer.output.value
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.noLicence') return null
    throw error
  }
}

const errorOf = ({ status }: SignIn) => status?.errorCode ?? 0

function placeOf({ location }: SignIn): string | null {
  return [location?.city, location?.countryOrRegion].filter(Boolean).join(', ') || null
}

function rowOf(signIn: SignIn): (string | null)[] {
  const { createdDateTime, appDisplayName, ipAddress, status } = signIn
  const code = errorOf(signIn)
  const outcome = code === 0 ? 'signed in' : `${status?.failureReason ?? 'failed'} (${code})`
  return [createdDateTime, appDisplayName ?? null, ipAddress ?? null, placeOf(signIn), outcome]
}
