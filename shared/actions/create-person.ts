import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { choice, pick, secret, text, toggle } from '../field.ts'
import { defineAction, type GraphPort, isLost, laterStep, type Step } from './define.ts'
import { checkPassword, createPassphrase } from './passphrase.ts'

/** What Entra takes before the @: https://learn.microsoft.com/graph/api/resources/user#properties (userPrincipalName) */
const userName = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$/

/** https://learn.microsoft.com/graph/api/user-post-users */
export default defineAction({
  id: 'create-person',
  title: 'Create a person',
  icon: 'personAdd',
  role: 'technician',
  permissions: ['User.ReadWrite.All', 'LicenseAssignment.ReadWrite.All'],
  requires: () => ['User.ReadWrite.All'],
  area: 'account',
  on: 'tenant',
  centre: 'microsoft365',
  fields: {
    displayName: text('Display name', { required: true }),
    givenName: text('First name', { maxLength: 64 }),
    surname: text('Last name', { maxLength: 64 }),
    userName: text('User name', { required: true, maxLength: 64, help: 'What stands before the @.' }),
    domain: pick('Domain', { from: 'domains' }),
    jobTitle: text('Job title', { maxLength: 128 }),
    department: text('Department', { maxLength: 64 }),
    location: pick('Usage location', { from: 'countries', search: true }),
    licence: pick('Licence', { from: 'assignableLicences', required: false }),
    mode: choice('Password', { passphrase: 'Generate a passphrase', own: 'Type one' }, 'passphrase'),
    password: secret('Typed password', {
      required: false,
      verbatim: true,
      maxLength: 256,
      when: { field: 'mode', is: 'own' },
      help: 'At least 8 characters, with three of: small letters, capital letters, digits, symbols.',
    }),
    mustChange: toggle('Must change it at first sign-in', { initial: true }),
  },
  danger: 'hardToUndo',
  protectsPrivileged: false,
  refusesSelf: false,

  applies: () => true,
  check(_tenant, { userName: name, domain, mode, password }) {
    if (!userName.test(name) || name.includes('..')) {
      return 'A user name has letters A to Z, digits, dots, hyphens and underscores, and no dot at its ends.'
    }
    return mode === 'own' ? checkPassword(password, `${name}@${domain?.name}`) : true
  },
  confirm: (tenant, { displayName, userName: name, domain, licence }) =>
    `Create ${displayName} (${name}@${domain?.name}) in ${tenant.displayName}${licence ? `, with ${licence.name}` : ''}?`,
  button: 'Create person',
  givesSecret: ({ mode }) => mode === 'passphrase',
  audit: (tenant, { displayName, userName: name, domain }) =>
    `Created ${displayName} (${name}@${domain?.name}) in ${tenant.displayName} (${tenant.userPrincipalName})`,
  changes: ['person', 'licences'],
  unknownNext: 'Search for the person in a few minutes, before you create them once more.',

  async run({ graph, values, random }) {
    const upn = `${values.userName}@${values.domain?.id}`
    const isOwn = values.mode === 'own'
    const password = isOwn ? values.password : createPassphrase(random, upn)
    const body = {
      accountEnabled: true,
      displayName: values.displayName,
      mailNickname: values.userName,
      userPrincipalName: upn,
      passwordProfile: { password, forceChangePasswordNextSignIn: values.mustChange },
      ...(values.location ? { usageLocation: values.location.id } : {}),
      ...filled({ givenName: values.givenName, surname: values.surname }),
      ...filled({ jobTitle: values.jobTitle, department: values.department }),
    }
    const personId = await create(graph, upn, body)
    const shown = isOwn ? undefined : { label: `Password of ${upn}`, value: password }
    const { licence } = values
    if (!licence) return { personId, secret: shown }
    const created: Step = { title: `Create ${upn}`, state: 'done', text: null }
    const assigned = await laterStep(`Assign ${licence.name}`, () =>
      graph.post(`/users/${personId}/assignLicense`, {
        addLicenses: [{ skuId: licence.id, disabledPlans: [] }],
        removeLicenses: [],
      }),
    )
    return { personId, secret: shown, steps: [created, assigned] }
  },
})

/** Without what was left blank: Graph takes no empty texts. */
function filled(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''))
}

const User = v.object({ id: v.pipe(v.string(), v.toLowerCase(), v.uuid()) })

/** Sent once. After a lost answer whoever has the name now, which nobody had before, is the one. */
async function create(graph: GraphPort, upn: string, body: object): Promise<string> {
  const find = () => graph.get(`/users/${encodeURIComponent(upn)}?$select=id`)
  if (!(await isFree(find))) throw new AppError('account.conflict', { detail: `(${upn})` })
  const answer = await graph.post('/users', body).catch(async (error: unknown) => {
    if (!isLost(error)) throw error
    return find().catch(() => {
      throw error
    })
  })
  const user = v.safeParse(User, answer)
  if (!user.success) throw new AppError('graph.malformed', { detail: '(user)' })
  return user.output.id
}

async function isFree(find: () => Promise<unknown>): Promise<boolean> {
  try {
    await find()
    return false
  } catch (error) {
    if (error instanceof AppError && error.code === 'graph.notFound') return true
    throw error
  }
}
