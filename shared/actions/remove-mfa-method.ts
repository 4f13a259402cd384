import { AppError } from '../errors.ts'
import { pick } from '../field.ts'
import { methodPath } from '../mfa.ts'
import { defineAction, isNoGuest, sendOnce } from './define.ts'
import { readMethods, removeMethod } from './methods.ts'

/**
 * A method is picked as `kind/id`.
 * https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview
 */
export default defineAction({
  id: 'remove-mfa-method',
  title: 'Remove an MFA method',
  icon: 'phoneOff',
  role: 'technician',
  permissions: ['UserAuthenticationMethod.ReadWrite.All'],
  area: 'signIn',
  fields: { method: pick('Method', { from: 'mfaMethods' }) },
  danger: 'hardToUndo',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: (person) =>
    isNoGuest(person, 'This guest proves who they are at another organisation: methods are removed there.'),
  confirm: ({ displayName }, { method }) => `Remove ${method?.name} from the MFA methods of ${displayName}?`,
  button: 'Remove method',
  audit: ({ userPrincipalName }, { method }) =>
    `Removed ${method?.name} from the MFA methods of ${userPrincipalName}`,
  unknownNext: 'Look at the MFA methods of the person: if it is still there, remove it once more.',

  async run({ graph, person, values }) {
    const [kind = '', ...rest] = (values.method?.id ?? '').split('/')
    const id = rest.join('/')
    const below = methodPath(kind, id)
    if (below === null || id === '') throw new AppError('action.values')
    await sendOnce(
      () => removeMethod(graph, `/users/${person.id}${below}`),
      async () => (await readMethods(graph, person.id)).every((method) => method.id !== id),
    )
    return undefined
  },
})
