import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createClock } from '../world/clock.ts'
import { createLinks } from '../world/microsoft/graph/links.ts'
import { createRoutes } from '../world/microsoft/graph/routes.ts'
import { contoso, mara, openMicrosoft, wim } from './microsoft-bench.ts'

/** Microsoft's machine-readable descriptions, where they are at hand beside the repository. */
const folder = fileURLToPath(new URL('../../../shared/reference/data', import.meta.url))
const hasData = existsSync(`${folder}/graph-permissions.json`)
const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))

/** The map has no entry for it. */
const notInMap = [
  '/directory/deleteditems/microsoft.graph.user',
  '/directory/deleteditems/{id}',
  '/directory/subscriptions',
  '/groups/{id}/members/$ref',
  '/users/{id}/manageddevices',
]
const routes = createRoutes(createLinks(createClock())).filter(
  ({ path }) => !/graph\.delta|delta\(\)/.test(path),
)

interface PathSet {
  schemeKeys: string[]
  methods: string[]
  paths: Record<string, string>
}

describe.skipIf(!hasData)('the embedded Graph against Microsoft’s permission map', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
    const isCast = /^\/groups\/.+\/microsoft\.graph\.\w+$/.test(route.path)
    const path = (isCast ? route.path.replace(/\/[^/]+$/, '') : route.path).toLowerCase()
    if (notInMap.includes(path)) return
    // The map names a relation without its ending.
    const listed = path.replace(/\/\$ref$/, '')
    const { permissions } = read('graph-permissions.json') as {
      permissions: Record<string, { pathSets: PathSet[] }>
    }
    const accepted = Object.entries(permissions).flatMap(([name, { pathSets }]) => {
      const opens = pathSets.some(
        ({ schemeKeys, methods, paths }) =>
          schemeKeys.includes('Application') &&
          methods.includes(route.method) &&
          Object.keys(paths).some((known) => known.toLowerCase() === listed),
      )
      return opens ? [name] : []
    })
    expect(accepted).toEqual(expect.arrayContaining([...route.permissions]))
  })
})

interface Schema {
  $ref?: string
  allOf?: Schema[]
  properties?: Record<string, unknown>
}

describe.skipIf(!hasData)('the embedded Graph against Microsoft’s API description', () => {
  it.each([
    [
      'User',
      `/users/${mara}?$select=id,displayName,assignedLicenses,licenseAssignmentStates,onPremisesSyncEnabled,proxyAddresses`,
    ],
    ['Organization', '/organization'],
    ['Domain', '/domains'],
    ['SubscribedSku', '/subscribedSkus'],
    ['SecureScore', '/security/secureScores?$top=1'],
    ['SecureScoreControlProfile', '/security/secureScoreControlProfiles'],
    ['DirectoryRole', '/directoryRoles?$expand=members'],
    ['LicenseDetails', `/users/${wim}/licenseDetails`],
  ])('shows no property that a %s does not have', async (type, path) => {
    const { schemas } = read('graph-openapi-v1.0-subset.json').components as {
      schemas: Record<string, Schema>
    }
    const { body } = await (await openMicrosoft().graphOf(contoso.id))(path)
    const entity = Array.isArray(body.value) ? body.value[0] : body
    const known = propertiesOf(schemas, type)
    expect(Object.keys(entity).filter((name) => !name.startsWith('@') && !known.includes(name))).toEqual([])
  })

  it('knows only properties that a user has', async () => {
    const { schemas } = read('graph-openapi-v1.0-subset.json').components as {
      schemas: Record<string, Schema>
    }
    const { microsoft } = openMicrosoft()
    const own = [
      'passwordChangedAt',
      'forceChangePasswordNextSignIn',
      'sessionsRevokedAt',
      'mailbox',
      'authenticationMethods',
      'signIns',
      'managerId',
      'automaticReplies',
      'defaultMethodId',
      'inboxRules',
    ]
    const used = new Set(
      [...microsoft.tenants.values()].flatMap(({ users }) => [...users.values()].flatMap(Object.keys)),
    )
    const known = propertiesOf(schemas, 'User')
    expect([...used].filter((name) => !known.includes(name) && !own.includes(name))).toEqual([])
  })
})

function propertiesOf(schemas: Record<string, Schema>, name: string): string[] {
  const schema = schemas[name]
  const parts = schema?.allOf ?? (schema ? [schema] : [])
  return parts.flatMap(({ $ref, properties }) =>
    $ref ? propertiesOf(schemas, $ref.split('/').at(-1) ?? '') : Object.keys(properties ?? {}),
  )
}
