import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Output } from '#shared/contract.ts'
import { SuggestionsPage } from '../../../extension/console/suggestions/suggestions.tsx'
import { firstName } from '../../../extension/mapping/create-organisation.tsx'
import { connections, mappingWith, tenantWith } from '../fixtures.ts'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { type } from '../type.ts'
import { hostileName } from '../views.ts'
import { hurried, pass } from './customer-screen.ts'

type Asked = ReturnType<typeof serve>
type Named = Output<'organisations.named'>['named']
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
const [account] = connections.connections
if (!account) throw new Error('The fixtures hold an account.')

/** A server that knows which of the tenants are mapped. `refuse` says what it answers instead of creating. */
function world(
  names: string[],
  {
    refuse,
    named = [],
  }: { refuse?: (name: string, times: number) => Response | Promise<Response> | null; named?: Named } = {},
) {
  const tenants = names.map((name, index) => ({ tenantId: idOf(index), tenantName: name }))
  const mapped = new Map<string, string>()
  const asked = serve({
    'psas.list': () => connections,
    'tenants.list': () => ({
      tenants: [...mapped].map(([id, name]) =>
        tenantWith({ id, mappings: [mappingWith({ id, approved: false, organisationName: name })] }),
      ),
    }),
    'plans.waiting': () => ({ plans: [] }),
    'organisations.named': () => ({ readAt: '2026-11-23T09:29:00.000Z', named }),
    'mappings.suggest': () => ({
      ...{ state: 'ready', readAt: '2026-11-23T09:29:00.000Z', organisations: 3, problem: null },
      suggestions: [
        {
          ...{ tenantId: 'w', tenantName: 'Trey', organisationId: '9', organisationName: 'Trey Inc' },
          ...{ confidence: 'weak', reason: 'The names are alike.' },
        },
      ],
      without: tenants.filter(({ tenantId }) => !mapped.has(tenantId)),
    }),
    'organisations.create': (({ tenantId, name }: { tenantId: string; name: string }, times: number) => {
      const refused = refuse?.(name, times)
      if (refused) return refused
      mapped.set(tenantId, name)
      return mappingWith({ id: tenantId, tenantId, organisationName: name, approved: false })
    }) as never,
  })
  return { asked, mapped }
}
const created = (asked: Asked) =>
  asked.filter(({ name }) => name === 'organisations.create').map(({ input }) => input as { name: string })
const box = (host: HTMLElement, name: string) =>
  [...host.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].find(
    (input) => (input.getAttribute('aria-label') ?? input.parentElement?.textContent) === name,
  )

type Drawn = Awaited<ReturnType<typeof draw>>
async function openNames(drawn: Drawn, count: number): Promise<void> {
  await drawn.says('Nothing found')
  box(drawn.host, 'Choose all: Nothing found')?.click()
  await drawn.says(`${count} tenants are to get organisations of their own in Syncro.`)
  await drawn.press(`Create ${count} organisations`)
  await drawn.says('New organisations in Syncro')
  await vi.waitFor(() => expect(drawn.text()).toContain('to create in Syncro.'))
}
/** When the names were compared. */
const ready = (drawn: Drawn, button: string) =>
  vi.waitFor(() => expect(drawn.button(button)?.getAttribute('aria-disabled')).toBeNull())

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  location.hash = ''
  await signInForTest()
})
afterEach(() => vi.useRealTimers())

describe('creating the organisations that are missing', () => {
  it('shows each name first, and creates nothing before that was looked at', async () => {
    const { asked } = world(['Contoso', 'Fabrikam'])
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 2)
    expect(created(asked)).toEqual([])
    await type(drawn.host, 'Name in Syncro for Fabrikam', 'Fabrikam Freight')
    await drawn.press('Leave out Contoso')
    await drawn.says('1 organisation to create in Syncro.')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Leave out Fabrikam')
    await ready(drawn, 'Create and map 1')
    await drawn.press('Create and map 1')
    await drawn.says('1 of 1 organisations created in Syncro and mapped')
    expect(created(asked)).toEqual([
      { connectionId: 'c1', tenantId: idOf(1), name: 'Fabrikam Freight', unmappedOnly: true },
    ])
  })

  it('offers it for similar names alone too, never for what is certain or likely', async () => {
    world(['Contoso'])
    const drawn = await draw(<SuggestionsPage />)
    await drawn.says('Similar names alone, 1')
    expect(box(drawn.host, 'Create an organisation for Trey')).toBeDefined()
    expect(box(drawn.host, 'Choose all: Similar names alone')?.checked).toBe(false)
  })

  it('says before which names are there already or twice, and creates none of them', async () => {
    const named = [
      { name: 'Woodgrove', organisationName: 'WOODGROVE', mapped: false },
      { name: 'Proseware', organisationName: 'Proseware', mapped: true },
    ]
    const { asked } = world(['Woodgrove', 'Proseware', 'Adatum', 'adatum ', 'Contoso'], { named })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 5)
    await drawn.says('4 names need a look')
    expect(drawn.text()).toContain('Syncro has WOODGROVE already, and it is free.')
    expect(drawn.text()).toContain('Syncro has Proseware already, and it is mapped.')
    expect(drawn.text()).toContain('Another one here has the same name.')
    expect(drawn.button('Create and map 5')?.getAttribute('aria-description')).toBe(
      'Some names need a look first.',
    )
    await drawn.press('Leave them out')
    await ready(drawn, 'Create and map 1')
    await drawn.press('Create and map 1')
    await drawn.says('1 of 1 organisations created')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso'])
  })

  it('lets each fail alone, with its reason, and repeats only those', async () => {
    const { asked } = world(['Contoso', 'Fabrikam', 'Woodgrove'], {
      refuse: (name, times) =>
        name === 'Fabrikam' && times < 4 ? refusal(409, 'mapping.exists', 'It is there.', 'Map it.') : null,
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 3)
    await ready(drawn, 'Create and map 3')
    await drawn.press('Create and map 3')
    await drawn.says('2 of 3 organisations created in Syncro and mapped')
    expect(drawn.text()).toMatch(/1 organisation was not created.*Fabrikam: It is there\. Map it\./)
    await drawn.press('Try again for 1')
    await drawn.says('1 of 1 organisations created')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso', 'Fabrikam', 'Woodgrove', 'Fabrikam'])
  })

  it('goes on where one took too long', async () => {
    const { asked } = world(['Contoso', 'Fabrikam', 'Woodgrove'], {
      refuse: (_name, times) => (times === 2 ? Promise.reject(new DOMException('', 'TimeoutError')) : null),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 3)
    await ready(drawn, 'Create and map 3')
    await drawn.press('Create and map 3')
    await drawn.says('2 of 3 organisations created in Syncro and mapped')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso', 'Fabrikam', 'Woodgrove'])
    expect(drawn.host.querySelector(`a[href="#/map/${idOf(1)}"]`)).not.toBeNull()
  })

  it('stops where nothing would become of the others either, and says who was not tried', async () => {
    const { asked } = world(['Contoso', 'Fabrikam', 'Woodgrove'], {
      refuse: (name) => (name === 'Fabrikam' ? refusal(409, 'psa.keyRefused', 'The key was refused.') : null),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 3)
    await ready(drawn, 'Create and map 3')
    await drawn.press('Create and map 3')
    await drawn.says('1 was not tried')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso', 'Fabrikam'])
    await drawn.press('Back to the suggestions')
    await drawn.says('Nothing found, 2')
  })

  it('stops where the ticket system does not answer three times in a row', async () => {
    const { asked } = world(['A', 'B', 'C', 'D', 'E', 'F'], {
      refuse: (name) => (name === 'B' ? null : refusal(502, 'psa.unavailable', 'Syncro did not answer.')),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 6)
    await ready(drawn, 'Create and map 6')
    await drawn.press('Create and map 6')
    await drawn.says('1 was not tried')
    expect(created(asked).map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D', 'E'])
  })

  it('begins with a name that the server takes, no letter of it cut in two', () => {
    expect(firstName('Contoso')).toBe('Contoso')
    expect(firstName('a'.repeat(130))).toHaveLength(100)
    expect(firstName(`${'a'.repeat(99)}🌊🌊`)).toBe('a'.repeat(99))
    expect(firstName('🌊'.repeat(60))).toBe('🌊'.repeat(50))
  })

  it('waits for a ticket system that asks to wait, and goes on with the same one', async () => {
    const busy = () =>
      Response.json(
        { error: { code: 'psa.throttled', text: '', next: null, requestId: 'r', retryAfterSeconds: 0 } },
        { status: 429 },
      )
    const { asked } = world(['Contoso', 'Fabrikam'], {
      refuse: (_name, times) => (times < 3 ? busy() : null),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 2)
    await ready(drawn, 'Create and map 2')
    await drawn.press('Create and map 2')
    await drawn.says('2 of 2 organisations created')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso', 'Contoso', 'Contoso', 'Fabrikam'])
  })

  it('goes on by itself when the server was away for a moment', async () => {
    const { asked } = world(['Contoso', 'Fabrikam'], {
      refuse: (_name, times) => (times === 1 ? Promise.reject(new TypeError('Failed to fetch')) : null),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 2)
    await ready(drawn, 'Create and map 2')
    hurried()
    await drawn.press('Create and map 2')
    await drawn.says('Sidelight’s server is not answering. It is tried again by itself.')
    await pass(15_000)
    await drawn.says('2 of 2 organisations created')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso', 'Contoso', 'Fabrikam'])
  })

  it('is stopped at once while it waits, and the one whose turn it was is left like the others', async () => {
    const { asked } = world(['Contoso', 'Fabrikam'], {
      refuse: () => refusal(429, 'psa.throttled', 'It is busy.'),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 2)
    await ready(drawn, 'Create and map 2')
    await drawn.press('Create and map 2')
    await drawn.says('Syncro asked to wait.')
    await drawn.press('Stop after this one')
    await drawn.says('2 were not tried')
    expect(drawn.text()).not.toContain('was not created')
    expect(created(asked)).toHaveLength(1)
  })

  it('goes through hundreds without drawing them all, and is left and taken up again where it was', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `Customer ${index}`)
    const { asked, mapped } = world(names, {
      refuse: (_name, times) => (times === 5 ? new Promise(() => {}) : null),
    })
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 120)
    expect(drawn.host.querySelectorAll('fluent-text-input')).toHaveLength(50)
    await ready(drawn, 'Create and map 120')
    await drawn.press('Create and map 120')
    await drawn.says('4 of 120 created and mapped.')
    const again = await draw(<SuggestionsPage />)
    await again.says('Nothing found, 116')
    expect([...mapped.values()]).toEqual(names.slice(0, 4))
    expect(created(asked)).toHaveLength(5)
  })

  it('leads to the first plans', async () => {
    world(['Contoso', 'Fabrikam'])
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 2)
    await ready(drawn, 'Create and map 2')
    await drawn.press('Create and map 2')
    await drawn.says('The first plans of 2 organisations are being computed')
    expect(drawn.host.querySelector('a[href="#/plans"]')?.textContent).toBe('See the plans')
  })

  it('is not offered where the account cannot, which is said', async () => {
    world(['Contoso'])
    const can = { ...account.can, createOrganisation: false }
    serve({
      'psas.list': () => ({ connections: [{ ...account, can } as never] }),
      'tenants.list': () => ({ tenants: [] }),
      'mappings.suggest': () => ({
        ...{ state: 'ready', readAt: '2026-11-23T09:29:00.000Z', organisations: 3, problem: null },
        suggestions: [],
        without: [{ tenantId: idOf(1), tenantName: 'Contoso' }],
      }),
    })
    const drawn = await draw(<SuggestionsPage />)
    await drawn.says('Syncro does not let Sidelight create organisations, or that has not been tried yet.')
    expect(drawn.host.querySelectorAll('input[type=checkbox]')).toHaveLength(0)
  })

  it('forgets the choice when another account is chosen', async () => {
    const other = { ...account, id: 'c2', account: 'second' }
    const asked = serve({
      'psas.list': () => ({ connections: [account, other as never] }),
      'tenants.list': () => ({ tenants: [] }),
      'mappings.suggest': () => ({
        ...{ state: 'ready', readAt: '2026-11-23T09:29:00.000Z', organisations: 3, problem: null },
        suggestions: [],
        without: [{ tenantId: idOf(1), tenantName: 'Contoso' }],
      }),
    })
    const drawn = await draw(<SuggestionsPage />)
    await drawn.says('Nothing found')
    box(drawn.host, 'Choose all: Nothing found')?.click()
    await drawn.says('1 tenant is to get an organisation of its own in Syncro.')
    drawn.host.querySelector<HTMLInputElement>('input[value=c2]')?.click()
    await vi.waitFor(() =>
      expect(asked.filter(({ name }) => name === 'mappings.suggest').at(-1)?.input).toEqual({
        connectionId: 'c2',
      }),
    )
    await vi.waitFor(() => expect(box(drawn.host, 'Choose all: Nothing found')?.checked).toBe(false))
    expect(drawn.text()).not.toContain('is to get an organisation')
  })

  it('proposes a name without what turns it round', async () => {
    const { asked } = world(['\u202eContoso\u2066 Ltd'])
    const drawn = await draw(<SuggestionsPage />)
    await drawn.says('Nothing found')
    box(drawn.host, 'Choose all: Nothing found')?.click()
    await drawn.says('1 tenant')
    await drawn.press('Go to what is done with those chosen')
    expect(document.activeElement?.textContent).toContain('Create 1 organisation')
    await drawn.press('Create 1 organisation')
    await ready(drawn, 'Create and map 1')
    await drawn.press('Create and map 1')
    await drawn.says('1 of 1 organisations created')
    expect(created(asked).map(({ name }) => name)).toEqual(['Contoso Ltd'])
  })

  it('shows hostile names as text', async () => {
    world([hostileName, 'Contoso'])
    const drawn = await draw(<SuggestionsPage />)
    await openNames(drawn, 2)
    expect(drawn.host.querySelectorAll('img, b, script')).toHaveLength(0)
    expect(drawn.host.querySelector('.name-line bdi')?.textContent).toBe(hostileName)
  })
})
