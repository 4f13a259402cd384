import { expect, it } from 'vitest'
import { apps, msp, tenants } from '../world/people.ts'
import { createWorld } from '../world/world.ts'

it('answers inside workerd at Microsoft’s addresses, and keeps everything else in', async () => {
  const world = createWorld()
  const tenantId = tenants[0]?.id ?? ''
  world.microsoft.consent(tenantId, 'reader')
  const token = await world.fetch(
    new Request(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: apps.reader.id,
        client_secret: apps.reader.secret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    }),
  )
  const { access_token } = (await token.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}` }
  const page = await world.fetch(
    new Request('https://graph.microsoft.com/v1.0/users/delta?$select=id', { headers }),
  )
  expect(page.status).toBe(200)
  const keys = await world.fetch(
    new Request(`https://login.microsoftonline.com/${msp.id}/discovery/v2.0/keys`),
  )
  expect(await keys.json()).toMatchObject({ keys: [{ kty: 'RSA' }] })
  expect((await world.fetch(new Request('https://elsewhere.example/'))).status).toBe(599)
  expect(world.strays).toEqual(['GET https://elsewhere.example/'])
})
