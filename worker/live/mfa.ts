import * as v from 'valibot'
import { methodKind, methodTitle } from '#shared/mfa.ts'
import { parserOf } from '../sync/parse-item.ts'
import { cut, type LiveReading } from './live.ts'

const Text = v.nullish(v.string())
/** https://learn.microsoft.com/graph/api/authentication-list-methods: one of several types, told by `@odata.type`. */
const Method = v.object({
  '@odata.type': v.string(),
  id: v.string(),
  createdDateTime: Text,
  displayName: Text,
  deviceTag: Text,
  model: Text,
  phoneNumber: Text,
  phoneType: Text,
  emailAddress: Text,
  isUsable: v.nullish(v.boolean()),
})
type Method = v.InferOutput<typeof Method>
const parse = parserOf(Method, 'authenticationMethod')

/** How a person proves who they are. Numbers and addresses are shown in part: enough to recognise them. */
export const mfa: LiveReading = {
  part: 'mfa',
  title: 'MFA methods',
  permissions: ['UserAuthenticationMethod.Read.All'],
  async read(graph, { id }) {
    const page = await graph.page(`/users/${id}/authentication/methods`)
    const methods = page.items.map(parse).map(viewOf)
    const { items, more } = cut(
      methods.filter(({ kind }) => kind !== 'password'),
      page.nextLink,
    )
    return { data: { part: 'mfa', methods: items }, more }
  },
}

function viewOf(method: Method) {
  const kind = methodKind(method['@odata.type'])
  return {
    ...{ id: method.id, kind, createdAt: method.createdDateTime ?? null },
    title: methodTitle(kind, method.phoneType ?? null),
    detail: detailOf(method),
  }
}

function detailOf({ displayName, deviceTag, model, phoneNumber, emailAddress, isUsable }: Method) {
  if (phoneNumber) return `ends in ${phoneNumber.slice(-2)}`
  if (emailAddress) return emailAddress.replace(/^(.).*@/, '$1…@')
  if (isUsable != null) return isUsable ? 'can be used' : 'cannot be used'
  return displayName || model || deviceTag || null
}
