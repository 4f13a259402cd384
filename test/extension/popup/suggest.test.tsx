import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Output, Suggestion } from '#shared/contract.ts'
import { parentOf, type Route } from '../../../extension/popup/route.ts'
import { Suggest } from '../../../extension/popup/suggest/suggest.tsx'
import { Tenants } from '../../../extension/popup/tenants/tenants.tsx'
import { connections, mappingWith, tenantId, tenantWith } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { hostileName } from '../views.ts'

const suggestionWith = (changes: Partial<Suggestion> = {}): Suggestion => ({
  tenantId,
  tenantName: 'Contoso Dental',
  organisationId: '101',
  organisationName: 'Contoso Dental Ltd',
  confidence: 'certain',
  reason: '42 of its 44 contacts use contoso.example, a verified domain of this tenant.',
  ...changes,
})
const northwind = suggestionWith({
  tenantId: 't2',
  tenantName: 'Northwind',
  organisationId: '103',
  organisationName: 'Northwind Traders',
})
type Answer = Output<'mappings.suggest'>
const answerWith = (changes: Partial<Answer> = {}): Answer => ({
  state: 'ready',
  readAt: '2026-11-23T09:29:00.000Z',
  organisations: 312,
  suggestions: [suggestionWith()],
  without: [],
  problem: null,
  ...changes,
})
const lists = { 'psas.list': () => connections }

let went: Route[]
const screen = () => <Suggest go={(route) => went.push(route)} back={() => {}} />
const inputs = (asked: { name: string; input: unknown }[], name: string) =>
  asked.filter((one) => one.name === name).map(({ input }) => input)

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
  went = []
})

describe('mapping tenants', () => {
  it('groups suggestions by how sure they are, each with its reason', async () => {
    serve({
      ...lists,
      'mappings.suggest': () =>
        answerWith({
          suggestions: [
            suggestionWith(),
            { ...northwind, confidence: 'likely', reason: 'Another organisation fits this tenant too.' },
            { ...northwind, confidence: 'likely', organisationId: '9', organisationName: 'Northwind West' },
            suggestionWith({
              tenantId: 't3',
              tenantName: 'Trey',
              confidence: 'weak',
              reason: 'The names are alike.',
            }),
          ],
          without: [{ tenantId: 't4', tenantName: 'Woodgrove' }],
        }),
    })
    const drawn = await draw(screen())
    await drawn.says('Woodgrove')
    expect(drawn.text()).toContain('4 tenants have no organisation')
    const sections = [...drawn.host.querySelectorAll('section.section')].map(
      (section) => section.textContent ?? '',
    )
    expect(sections.map((text) => text.match(/^[^,]+, 1/)?.[0])).toEqual([
      'Certain, 1',
      'Likely: look first, 1',
      'Similar names alone, 1',
      'Nothing found, 1',
    ])
    expect(sections[0]).toContain('42 of its 44 contacts use contoso.example')
    expect(sections[1]).toContain('Northwind West')
    expect(sections[1]?.match(/Choose another/g)).toHaveLength(1)
    expect(drawn.button('Accept all certain')?.getAttribute('aria-disabled')).toBeNull()
  })

  it('accepts all certain ones, and those alone, and says what was left and why', async () => {
    const likely = suggestionWith({ tenantId: 't3', tenantName: 'Trey', confidence: 'likely' })
    const asked = serve({
      ...lists,
      'mappings.suggest': (_input, times) =>
        answerWith({ suggestions: times === 1 ? [suggestionWith(), northwind, likely] : [likely] }),
      'mappings.accept': () => ({
        mapped: [mappingWith()],
        skipped: [{ tenantId: 't2', organisationId: '103', why: 'This organisation is already mapped.' }],
      }),
    })
    const drawn = await draw(screen())
    await drawn.says('Trey')
    await drawn.press('Accept all 2 certain')
    await drawn.says('1 tenant mapped')
    expect(drawn.text()).toContain('Northwind: This organisation is already mapped.')
    expect(inputs(asked, 'mappings.accept')).toEqual([
      {
        connectionId: 'c1',
        pairs: [
          { tenantId, organisationId: '101' },
          { tenantId: 't2', organisationId: '103' },
        ],
      },
    ])
    await drawn.says('1 tenant has no organisation')
    expect(drawn.button('Accept all certain')?.getAttribute('aria-description')).toBe('Nothing is certain.')
  })

  it('accepts hundreds some at a time, and stops where the server fails with what was done', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      suggestionWith({ tenantId: `t${index}`, tenantName: `Tenant ${index}`, organisationId: `o${index}` }),
    )
    const asked = serve({
      ...lists,
      'mappings.suggest': () => answerWith({ suggestions: many }),
      'mappings.accept': (({ pairs }: { pairs: unknown[] }, times: number) =>
        times === 2
          ? refusal(503, 'psa.throttled', 'The ticket system is busy.')
          : { mapped: pairs.map((_pair, index) => mappingWith({ id: `m${index}` })), skipped: [] }) as never,
    })
    const drawn = await draw(screen())
    await drawn.says('Show 10 more')
    await drawn.press('Accept all 60 certain')
    await drawn.says('Not everything was mapped.')
    expect(drawn.text()).toContain('25 tenants mapped')
    expect(inputs(asked, 'mappings.accept')).toHaveLength(2)
  })

  it('accepts one', async () => {
    const asked = serve({
      ...lists,
      'mappings.suggest': () => answerWith({ suggestions: [suggestionWith({ confidence: 'weak' })] }),
      'mappings.accept': () => ({ mapped: [mappingWith()], skipped: [] }),
    })
    const drawn = await draw(screen())
    await drawn.says('Contoso Dental Ltd')
    await drawn.press('Accept Contoso Dental Ltd for Contoso Dental')
    await drawn.says('1 tenant mapped')
    expect(inputs(asked, 'mappings.accept')).toEqual([
      { connectionId: 'c1', pairs: [{ tenantId, organisationId: '101' }] },
    ])
  })

  it('leads to choosing another organisation, from which one step up leads back here', async () => {
    serve({ ...lists, 'mappings.suggest': () => answerWith() })
    const drawn = await draw(screen())
    await drawn.says('Contoso Dental Ltd')
    await drawn.press('Choose another organisation for Contoso Dental')
    expect(went).toEqual([{ screen: 'map', tenantId, from: 'suggest' }])
    expect(parentOf(went[0] as Route)).toEqual({ screen: 'suggest' })
    expect(parentOf({ screen: 'suggest' })).toEqual({ screen: 'tenants' })
  })

  it('creates the organisation after saying what that does, and says why it was not created', async () => {
    const asked = serve({
      ...lists,
      'mappings.suggest': () =>
        answerWith({ suggestions: [], without: [{ tenantId, tenantName: 'Contoso Dental' }] }),
      'organisations.create': () =>
        refusal(
          409,
          'mapping.exists',
          'The ticket system already has an organisation of that name.',
          'Map it.',
        ),
    })
    const drawn = await draw(screen())
    await drawn.says('No free organisation')
    await drawn.press('Create it in Syncro: Contoso Dental')
    await drawn.says('Creates this organisation in Syncro and maps the tenant to it.')
    expect(inputs(asked, 'organisations.create')).toEqual([])
    await drawn.press('Create and map')
    await drawn.says('It was not created.')
    expect(drawn.text()).toContain('already has an organisation of that name. Map it.')
    expect(inputs(asked, 'organisations.create')).toEqual([
      { connectionId: 'c1', tenantId, name: 'Contoso Dental' },
    ])
  })
})

describe('an account that cannot', () => {
  const [account] = connections.connections
  if (!account) throw new Error('The fixtures hold an account.')
  const can = { contacts: true, create: true, update: true, deactivate: true, move: false, note: true }

  it('is not asked to create organisations, and says where they are made', async () => {
    serve({
      'psas.list': () => ({
        connections: [{ ...account, can: { ...can, createOrganisation: false } } as never],
      }),
      'mappings.suggest': () => answerWith(),
    })
    const drawn = await draw(screen())
    await drawn.says('created in Syncro itself')
    expect(drawn.button('Create it in Syncro: Contoso Dental')).toBeUndefined()
  })

  it('is not offered once it was disconnected', async () => {
    serve({ 'psas.list': () => ({ connections: [{ ...account, disconnected: true } as never] }) })
    const drawn = await draw(screen())
    await drawn.says('No ticket system is connected yet')
  })
})

describe('reading the organisations', () => {
  it('begins by itself the first time, and shows how far it is until it is done', async () => {
    const reading = answerWith({ state: 'reading', readAt: null, organisations: 25, suggestions: [] })
    let isDone = false
    const asked = serve({
      ...lists,
      'mappings.suggest': (_input, times) => {
        if (isDone) return answerWith()
        return times === 1 ? { ...reading, state: 'never', organisations: 0 } : reading
      },
    })
    const drawn = await draw(screen())
    await drawn.says('25 organisations read from Syncro')
    expect(drawn.text()).not.toContain('Nothing found')
    expect(inputs(asked, 'mappings.suggest').slice(0, 2)).toEqual([
      { connectionId: 'c1' },
      { connectionId: 'c1', refresh: true },
    ])
    isDone = true
    await act(async () => new Promise((resolve) => setTimeout(resolve, 2100)))
    await drawn.says('Contoso Dental Ltd')
    expect(drawn.text()).not.toContain('read from Syncro')
  })

  it('says why it failed, with what was known before and the way on', async () => {
    const problem = {
      code: 'psa.keyRefused' as const,
      text: 'The key was refused.',
      next: 'Check the key.',
      since: '2026-11-23T09:29:00.000Z',
    }
    const asked = serve({ ...lists, 'mappings.suggest': () => answerWith({ state: 'failed', problem }) })
    const drawn = await draw(screen())
    await drawn.says('The key was refused. You see what was read before. Check the key.')
    expect(drawn.text()).toContain('Contoso Dental Ltd')
    await drawn.press('Try again')
    await vi.waitFor(() =>
      expect(inputs(asked, 'mappings.suggest')).toContainEqual({ connectionId: 'c1', refresh: true }),
    )
  })

  it('is asked for again by a button that says so', async () => {
    const asked = serve({ ...lists, 'mappings.suggest': () => answerWith() })
    const drawn = await draw(screen())
    await drawn.says('Contoso Dental Ltd')
    await drawn.press('Read the organisations of Syncro again')
    await vi.waitFor(() =>
      expect(inputs(asked, 'mappings.suggest')).toContainEqual({ connectionId: 'c1', refresh: true }),
    )
  })
})

describe('nothing to map', () => {
  it('says so when every tenant is mapped', async () => {
    serve({ ...lists, 'mappings.suggest': () => answerWith({ suggestions: [] }) })
    const drawn = await draw(screen())
    await drawn.says('Every tenant has its organisation')
  })

  it('leads to the settings while no ticket system is connected', async () => {
    serve({ 'psas.list': () => ({ connections: [] }) })
    const drawn = await draw(screen())
    await drawn.says('No ticket system is connected yet')
  })
})

describe('foreign names', () => {
  it('stay text, whatever they hold', async () => {
    serve({
      ...lists,
      'mappings.suggest': () =>
        answerWith({
          suggestions: [suggestionWith({ tenantName: hostileName, organisationName: hostileName })],
        }),
    })
    const drawn = await draw(screen())
    await drawn.says('evil')
    expect(drawn.host.querySelector('img, b')).toBeNull()
    for (const name of drawn.host.querySelectorAll('.entry-name, .option-name'))
      expect(name.tagName).toBe('BDI')
  })
})

describe('the way there', () => {
  const list = (...tenants: ReturnType<typeof tenantWith>[]) => ({ 'tenants.list': () => ({ tenants }) })
  const unmapped = tenantWith({ id: 't2', name: 'Northwind', mappings: [] })
  const tenants = () => <Tenants go={(route) => went.push(route)} />

  it('stands above the tenants while one has no organisation', async () => {
    serve(list(tenantWith(), unmapped))
    const drawn = await draw(tenants())
    await drawn.says('1 tenant has no organisation')
    await drawn.press('Map tenants')
    expect(went).toEqual([{ screen: 'suggest' }])
  })

  it('is not there when every tenant is mapped, pending or disconnected', async () => {
    const gone = {
      code: 'tenant.disconnected' as const,
      text: '',
      next: null,
      since: '2026-11-23T09:29:00.000Z',
    }
    serve(list(tenantWith(), { ...unmapped, state: 'pending' }, { ...unmapped, id: 't3', problem: gone }))
    const drawn = await draw(tenants())
    await drawn.says('All tenants')
    expect(drawn.button('Map tenants')).toBeUndefined()
  })

  it('says who may go it', async () => {
    serve(list(unmapped))
    const drawn = await draw(tenants(), viewer)
    await drawn.says('1 tenant has no organisation')
    await drawn.press('Map tenants')
    expect(went).toEqual([])
    expect(drawn.button('Map tenants')?.getAttribute('aria-description')).toBe(
      'Only an administrator can do this.',
    )
  })
})
