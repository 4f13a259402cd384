import { beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../world/people.ts'
import { allowers, companions, leastFor } from './contract/allowed.ts'
import { type GraphRequest, undescribed } from './contract/described.ts'
import { readReference } from './contract/reference.ts'
import { declared, walk } from './contract/walk.ts'

const reference = await readReference()

// Said aloud: nothing was held against anything.
if (!reference)
  it.skip('SKIPPED: there is no reference data at ../shared/reference/data (or SIDELIGHT_REFERENCE)')

const unique = (names: readonly string[]) => [...new Set(names)].sort()
const named = ({ method, path }: GraphRequest) =>
  `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '{id}')}`

describe.skipIf(!reference)('every request of the product to Graph', () => {
  if (!reference) return
  const { openApi, permissionMap } = reference
  let requests: GraphRequest[] = []
  beforeAll(async () => {
    requests = await walk()
  }, 120_000)

  it('is made on the walk, of both applications', () => {
    expect(unique(requests.map(({ appId }) => appId))).toEqual([apps.reader.id, apps.operator.id].sort())
    expect(unique(requests.map(named)).length).toBeGreaterThan(10)
  })

  it('is described by Microsoft: path, method, query options, selected and sent properties', () => {
    expect(unique(requests.flatMap((request) => undescribed(openApi, request)))).toEqual([])
  })

  it('is allowed by the permissions that the product declares', () => {
    const refused = requests.filter((request) => {
      const roles = declared[request.appId] ?? []
      const isAllowed = allowers(permissionMap, request).some((name) => roles.includes(name))
      return !isAllowed || !companions(request).every((name) => roles.includes(name))
    })
    expect(unique(refused.map(named))).toEqual([])
  })

  // Another permission may allow the same by the way (Organization.Read.All shows licences as well).
  it.each(Object.entries(declared).flatMap(([appId, names]) => names.map((name) => [name, appId] as const)))(
    'needs %s: something is refused without it, or nothing less allows it (application %s)',
    (name, appId) => {
      const rest = (declared[appId] ?? []).filter((other) => other !== name)
      const needing = requests.filter(
        (request) =>
          request.appId === appId &&
          (!allowers(permissionMap, request).some((other) => rest.includes(other)) ||
            companions(request).includes(name) ||
            leastFor(permissionMap, request).includes(name)),
      )
      expect(unique(needing.map(named))).not.toEqual([])
    },
  )
})
