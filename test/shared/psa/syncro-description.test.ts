import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import syncroPsa from '#shared/psa/syncro/index.ts'
import { contactIds, ticketIds } from '../../world/syncro/seed.ts'
import type { Sent } from './desk.ts'
import { type Opened, openSyncro } from './syncro-account.ts'

let syncro: Opened
beforeEach(() => {
  syncro = openSyncro()
})

interface Operation {
  description?: string
  parameters?: { name: string; in: string }[]
  requestBody?: Body | { $ref: string }
}
interface Body {
  content: {
    'application/json': { schema: { properties: Record<string, { type: string }>; required?: string[] } }
  }
}
const description =
  process.env.SYNCRO_OPENAPI ??
  fileURLToPath(new URL('../../../../shared/reference/data/syncro-openapi.json', import.meta.url))

describe.skipIf(!existsSync(description))('by Syncro’s own API description', () => {
  const { paths, components } = existsSync(description) ? JSON.parse(readFileSync(description, 'utf8')) : {}
  /** Bodies that several operations share stand apart. */
  function bodyOf(operation: Operation | undefined): Body | undefined {
    const body = operation?.requestBody
    if (!body || !('$ref' in body)) return body
    return components.requestBodies[body.$ref.split('/').at(-1) ?? '']
  }
  const operationOf = ({ method, path }: Sent): Operation | undefined =>
    paths[path.replace(/\/\d+/g, '/{id}')]?.[method.toLowerCase()]

  async function everyMethod(): Promise<void> {
    await syncro.api.check()
    await syncro.api.organisations('con', '1')
    await syncro.api.organisation('101')
    await syncro.can('contacts')('101', null)
    await syncro.can('addresses')(null)
    await syncro.can('contact')(String(contactIds.mara))
    await syncro.api.ticket(String(ticketIds.mara))
    const values = Object.fromEntries((syncro.api.fields ?? []).map(({ id }) => [id, `a@${id}.example`]))
    const contact = await syncro.can('createContact')('101', { ...values, name: 'A' })
    await syncro.can('updateContact')(contact, { ...values, title: 'C' })
    await syncro.can('reactivate')(await syncro.can('deactivate')(contact, 'gone', '2026-11-02'))
    const { id } = await syncro.can('createOrganisation')('Tailspin Toys')
    await syncro.can('moveContact')(contact, id)
    await syncro.can('note')(String(ticketIds.mara), 'a', 'b')
  }

  it('sends documented requests alone: paths, parameters, body fields and their types', async () => {
    await everyMethod()
    expect(syncro.sent.length).toBeGreaterThanOrEqual(12)
    for (const request of syncro.sent) {
      const operation = operationOf(request)
      expect(operation, `${request.method} ${request.path}`).toBeDefined()
      const queries = (operation?.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => name)
      for (const name of Object.keys(request.query)) expect(queries).toContain(name)
      const schema = bodyOf(operation)?.content['application/json'].schema
      for (const [name, value] of Object.entries({ ...(request.body as object | null) })) {
        const type = schema?.properties[name]?.type
        expect(`${name}: ${type === 'integer' ? 'number' : type}`).toBe(`${name}: ${typeof value}`)
      }
      for (const name of schema?.required ?? []) expect(request.body).toHaveProperty(name)
    }
  })

  it('asks administrators for exactly the permissions of the operations it uses', async () => {
    await everyMethod()
    const needed = syncro.sent.flatMap((request) => {
      const said = operationOf(request)?.description?.match(/permissions?: "?([^"\n]+)/)?.[1]
      return said ? [said.trim()] : []
    })
    expect([...new Set(needed)].sort()).toEqual([...syncroPsa.keyPermissions].sort())
  })
})
