import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Disconnect } from '../../../extension/popup/disconnect/disconnect.tsx'
import { tenantId, tenantWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'

const go = vi.fn()
const screen = () => <Disconnect tenantId={tenantId} go={go} back={() => {}} />
const answer = (input: { removeData?: boolean; dryRun?: boolean }) => ({
  disconnected: !input.dryRun,
  goes: input.removeData ? ['Everything that was read.'] : ['The hourly sync.'],
  remains: ['3 contacts in the ticket system, as it is.'],
})

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  go.mockReset()
  await signInForTest()
})

describe('disconnecting a tenant', () => {
  it('says what ends and what stays before anything is done', async () => {
    const asked = serve({ 'tenants.get': () => tenantWith(), 'tenants.disconnect': answer })
    const drawn = await draw(screen())
    await drawn.says('The hourly sync.')
    expect(drawn.text()).toContain('3 contacts in the ticket system, as it is.')
    const inputs = asked.filter(({ name }) => name === 'tenants.disconnect').map(({ input }) => input)
    expect(inputs).toEqual([{ tenantId, removeData: false, dryRun: true }])
  })

  it('keeps the data where nobody chose otherwise, and goes back to the list', async () => {
    const asked = serve({ 'tenants.get': () => tenantWith(), 'tenants.disconnect': answer })
    const drawn = await draw(screen())
    await drawn.says('The hourly sync.')
    await drawn.press('Disconnect')
    await vi.waitFor(() => expect(go).toHaveBeenCalledWith({ screen: 'tenants' }))
    expect(asked.findLast(({ name }) => name === 'tenants.disconnect')?.input).toEqual({
      tenantId,
      removeData: false,
    })
  })

  it('says why when it was refused, and stays', async () => {
    serve({
      'tenants.get': () => tenantWith(),
      'tenants.disconnect': (input: { dryRun?: boolean }) =>
        input.dryRun
          ? answer(input)
          : refusal(404, 'access.notFound', 'Not found.', 'It may have been removed.'),
    })
    const drawn = await draw(screen())
    await drawn.says('The hourly sync.')
    await drawn.press('Disconnect')
    await drawn.says('The tenant was not disconnected.')
    expect(go).not.toHaveBeenCalled()
  })

  it('is off for a viewer', async () => {
    const asked = serve({ 'tenants.get': () => tenantWith(), 'tenants.disconnect': answer })
    const drawn = await draw(screen(), viewer)
    await drawn.says('The hourly sync.')
    await drawn.press('Disconnect')
    expect(
      asked.filter(({ name, input }) => name === 'tenants.disconnect' && !('dryRun' in (input as object))),
    ).toEqual([])
  })
})
