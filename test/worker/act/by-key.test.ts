import { expect, it } from 'vitest'
import { msp } from '../../world/people.ts'
import { contoso, host, openDesk, refusalOf, request, seen, ticketIds } from './desk.ts'

it('tells whoever sent a request what became of it by its key, and nobody else', async () => {
  const bench = await openDesk()
  const sent = request('revoke-sessions', seen(contoso, 'Ellingsworth'))
  const { auditId } = await bench.call('actions.run', sent, 'technician')
  const state = await bench.call('actions.get', { key: sent.key }, 'technician')
  expect(state).toMatchObject({ actionId: auditId, state: 'ended', outcome: 'done' })
  const unheard = { key: crypto.randomUUID() }
  for (const [input, as] of [
    [{ key: sent.key }, 'admin'],
    [unheard, 'technician'],
  ] as const) {
    const token = await bench.world.microsoft.technicianToken(as)
    const { code } = await refusalOf(await bench.post('actions.get', input, { token }))
    expect(code).toBe('access.notFound')
  }
})

it('names the tenants of a ticket’s organisation where nobody was found, to those who may see them', async () => {
  const bench = await openDesk()
  const ticket = { host, ticketId: String(ticketIds.tove) }
  const answer = await bench.call('tickets.resolve', ticket, 'technician')
  expect(answer).toMatchObject({ found: 'nobody', organisation: { tenantIds: [contoso.id] } })
  const { id, name } = msp.technicians[1]
  await bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [] })
  const limited = await bench.call('tickets.resolve', ticket, 'technician')
  expect(JSON.stringify(limited)).not.toContain(contoso.id)
})
