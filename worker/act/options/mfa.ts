import * as v from 'valibot'
import { type Method, readMethods } from '#shared/actions/methods.ts'
import { AppError } from '#shared/errors.ts'
import { parserOf } from '../../sync/parse-item.ts'
import { type Asking, option, wholeSource } from './source.ts'

/** https://learn.microsoft.com/graph/api/resources/userregistrationdetails: needs Entra ID P1 and is a few hours old. */
const Registration = parserOf(
  v.object({ userPreferredMethodForSecondaryAuthentication: v.nullish(v.string()) }),
  'userRegistrationDetails',
)

/** Which methods a preference may mean. */
const meant: Record<string, (method: Method) => boolean> = {
  push: ({ kind }) => kind === 'microsoftAuthenticator',
  oath: ({ kind }) => kind === 'softwareOath' || kind === 'microsoftAuthenticator',
  sms: ({ kind, phone }) => kind === 'phone' && phone === 'mobile',
  voiceMobile: ({ kind, phone }) => kind === 'phone' && phone === 'mobile',
  voiceAlternateMobile: ({ kind, phone }) => kind === 'phone' && phone === 'alternateMobile',
  voiceOffice: ({ kind, phone }) => kind === 'phone' && phone === 'office',
}

/** The methods besides the password, as `kind/id`; the default one is said where Microsoft tells it. */
export const mfaMethods = wholeSource(['UserAuthenticationMethod.Read.All'], async (asking) => {
  const { graph, person } = asking
  if (!person) return []
  const [methods, preference] = await Promise.all([readMethods(graph, person.id), readPreference(asking)])
  const isMeant = Object.hasOwn(meant, preference) ? meant[preference] : undefined
  const likely = isMeant ? methods.filter(isMeant) : []
  return methods.map((method) =>
    option(`${method.kind}/${method.id}`, method.title, {
      detail: likely.length === 1 && likely[0] === method ? 'The default one: it goes last.' : null,
      disabled: method.path === null ? 'It can be removed in the Microsoft Entra admin centre alone.' : null,
    }),
  )
})

/** Not knowing the default is no trouble: Microsoft refuses to remove it before the others. */
async function readPreference({ graph, person }: Asking): Promise<string> {
  try {
    const answer = await graph.get(`/reports/authenticationMethods/userRegistrationDetails/${person?.id}`)
    return Registration(answer).userPreferredMethodForSecondaryAuthentication ?? ''
  } catch (error) {
    if (error instanceof AppError) return ''
    throw error
  }
}
