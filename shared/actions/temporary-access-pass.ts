import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { choice, toggle } from '../field.ts'
import { type ActionResult, defineAction, isNoGuest } from './define.ts'

const lifetimes = {
  '60': 'One hour',
  '120': 'Two hours',
  '480': 'Eight hours',
  '1440': 'One day',
  '10080': 'One week',
} as const

/** https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod: shown this once. */
const Pass = v.object({
  temporaryAccessPass: v.pipe(v.string(), v.minLength(1)),
  isUsable: v.nullish(v.boolean()),
  methodUsabilityReason: v.nullish(v.string()),
})

const reasons: Record<string, string> = {
  DisabledByPolicy: 'The tenant’s policy does not let this person use it.',
  NotYetValid: 'It is not valid yet: try it in a minute.',
}

/** https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods */
export default defineAction({
  id: 'temporary-access-pass',
  title: 'Create Temporary Access Pass',
  icon: 'pass',
  role: 'technician',
  permissions: ['UserAuthMethod-TAP.ReadWrite.All'],
  caution: { licence: 'entraP1' },
  area: 'signIn',
  fields: {
    lifetime: choice('Valid for', lifetimes, '60'),
    once: toggle('Can be used once only', {
      initial: true,
      help: 'Setting up a new phone or computer may take more than one sign-in.',
    }),
  },
  danger: 'hardToUndo',
  protectsPrivileged: true,
  refusesSelf: true,

  applies: (person) =>
    isNoGuest(person, 'This guest signs in with an account of another organisation, which gives out passes.'),
  confirm({ displayName }, { lifetime, once }) {
    const span = lifetimes[lifetime].toLowerCase()
    return `Create a Temporary Access Pass for ${displayName}, valid for ${span}${once ? ' and one sign-in' : ''}?`
  },
  button: 'Create pass',
  givesSecret: () => true,
  audit({ userPrincipalName }, { lifetime, once }) {
    const span = lifetimes[lifetime].toLowerCase()
    return `Created a Temporary Access Pass for ${userPrincipalName}, valid for ${span}${once ? ' and one sign-in' : ''}`
  },
  unknownNext: 'Create another one: it takes the place of the one before.',

  async run({ graph, person, values }) {
    const answer = await graph.post(`/users/${person.id}/authentication/temporaryAccessPassMethods`, {
      lifetimeInMinutes: Number(values.lifetime),
      isUsableOnce: values.once,
    })
    return resultOf(answer)
  },
})

/** The pass, and whether the policy lets it be used: Microsoft makes it either way. */
function resultOf(answer: unknown): ActionResult {
  const pass = v.safeParse(Pass, answer)
  if (!pass.success) throw new AppError('graph.malformed', { detail: '(temporaryAccessPassMethod)' })
  const { temporaryAccessPass: value, isUsable, methodUsabilityReason } = pass.output
  const secret = { label: 'Temporary Access Pass', value }
  if (isUsable !== false) return { secret }
  const known = Object.hasOwn(reasons, methodUsabilityReason ?? '')
  const text = (known && reasons[methodUsabilityReason ?? '']) || 'Microsoft says that it cannot be used.'
  return {
    secret,
    steps: [
      { title: 'Create the pass', state: 'done', text: null },
      { title: 'Let it be used', state: 'failed', text },
    ],
  }
}
