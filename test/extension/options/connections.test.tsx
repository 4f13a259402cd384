import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Connections } from '../../../extension/options/connections.tsx'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { connectionWith } from './connection-with.ts'

const screen = () => <Connections number={3} isReady />
const list = (...connections: ReturnType<typeof connectionWith>[]) => ({
  'psas.list': () => ({ connections }),
})
const name = 'Syncro, lamplight'

async function fill(host: HTMLElement, values: string[]): Promise<void> {
  const inputs = [...host.querySelectorAll<HTMLInputElement>('fluent-text-input')]
  for (const [index, value] of values.entries()) {
    await act(async () => {
      Object.assign(inputs[index] ?? {}, { value })
      inputs[index]?.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  await act(async () => {
    host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the list of ticket systems', () => {
  it('says of each whose key it is, its end, when it was checked, and what works there', async () => {
    serve(list(connectionWith()))
    const drawn = await draw(screen())
    await drawn.says('As Ruben Deskwright (ruben@lamplight.example), key ending in 4f2a')
    for (const words of [
      name,
      '12 min. ago',
      'Connected',
      'Contacts are created.Contacts are kept up to date.Contacts are made inactive.',
      'Fields of contacts: Name, Job title.',
      'Actions leave a private note on the ticket.',
      'It keeps no departments.',
    ])
      expect(drawn.text()).toContain(words)
    expect(drawn.text()).not.toContain('Missing organisations can be created.')
  })

  it('says what is wrong and what mends it', async () => {
    const problem = { code: 'psa.keyRefused', text: 'The key was refused.', next: 'Check it.', since: '' }
    serve(list(connectionWith({ problem })))
    const drawn = await draw(screen())
    await drawn.says('The key was refused. Check it.')
    expect(drawn.text()).toContain('Not working')
  })

  it('says what is off until it was tried', async () => {
    const trials = [{ kind: 'contact' as const, why: 'Nobody has confirmed it.', triedAt: null }]
    serve(list(connectionWith({ trials })))
    const drawn = await draw(screen())
    await drawn.says('Writing contacts is off until it was tried: Nobody has confirmed it.')
    expect(drawn.button(`Try writing contacts: ${name}`)).toBeDefined()
    expect(drawn.button(`Try writing notes: ${name}`)).toBeUndefined()
  })

  it('offers a disconnected account nothing but to come back', async () => {
    serve(list(connectionWith({ disconnected: true, keyHint: '', connectedAs: null })))
    const drawn = await draw(screen())
    await drawn.says('The key was removed; mappings and links are kept.')
    expect(drawn.button(`Connect again: ${name}`)).toBeDefined()
    for (const gone of [`Check ${name}`, `Disconnect ${name}`]) expect(drawn.button(gone)).toBeUndefined()
  })

  it('is only read by who is no administrator', async () => {
    serve(list(connectionWith()))
    const drawn = await draw(screen(), viewer)
    await drawn.says('Only an administrator can do this.')
    for (const gone of [`Check ${name}`, `Replace key: ${name}`, 'Connect another'])
      expect(drawn.button(gone)).toBeUndefined()
  })

  it('stands for accounts of a server that says less, and of a ticket system that this version does not know', async () => {
    const { can: _unsaid, ...old } = connectionWith({ psa: 'newer', keyHint: '' })
    serve(list({ ...old, can: undefined }))
    const drawn = await draw(screen())
    await drawn.says('newer, lamplight')
    expect(drawn.text()).not.toContain('What works here')
    expect(drawn.button('Replace key: newer, lamplight')).toBeUndefined()
  })
})

describe('connecting', () => {
  it('sends the filled-in form of the chosen ticket system, and names the permissions of its key', async () => {
    const asked = serve({ ...list(), 'psas.connect': () => connectionWith() })
    const drawn = await draw(screen())
    await drawn.says('Customers - View Detail')
    await fill(drawn.host, [' lamplight ', 'T-key'])
    const input = { psa: 'syncro', credentials: { subdomain: 'lamplight', apiKey: 'T-key' } }
    await vi.waitFor(() =>
      expect(asked).toContainEqual(expect.objectContaining({ name: 'psas.connect', input })),
    )
  })

  it('says why it is not connected, and keeps what was typed', async () => {
    serve({ ...list(), 'psas.connect': () => refusal(409, 'psa.keyRefused', 'The key was refused.') })
    const drawn = await draw(screen())
    await drawn.says('API key')
    await fill(drawn.host, ['lamplight', 'T-key'])
    await drawn.says('Syncro is not connected.')
    expect(drawn.text()).toContain('The key was refused.')
    expect(drawn.host.querySelector<HTMLInputElement>('fluent-text-input')?.value).toBe('lamplight')
  })
})

describe('an account’s buttons', () => {
  it('check the key and say the result in words', async () => {
    const problem = { code: 'psa.permission', text: 'It lacks “Tickets”.', next: 'Give it.', since: '' }
    const asked = serve({
      ...list(connectionWith()),
      'psas.check': (_input, times) => connectionWith(times === 1 ? {} : { problem }),
    })
    const drawn = await draw(screen())
    await drawn.says('Connected')
    await drawn.press(`Check ${name}`)
    await drawn.says('The key works')
    await drawn.press(`Check ${name}`)
    await drawn.says('It lacks “Tickets”. Give it.')
    expect(asked.find((request) => request.name === 'psas.check')?.input).toEqual({ connectionId: 'c1' })
  })

  it('replace the key through the same form', async () => {
    const asked = serve({ ...list(connectionWith()), 'psas.connect': () => connectionWith() })
    const drawn = await draw(screen())
    await drawn.says('Connected')
    await drawn.press(`Replace key: ${name}`)
    expect(drawn.text()).toContain('Fill in the same account, lamplight.')
    await fill(drawn.host, ['lamplight', 'T-new'])
    await vi.waitFor(() => expect(asked.map((request) => request.name)).toContain('psas.connect'))
    await drawn.says(/Disconnect(?!.*Fill in the same account)/)
  })

  it('say so when the form meant another account', async () => {
    serve({
      ...list(connectionWith()),
      'psas.connect': () => connectionWith({ id: 'c2', account: 'elsewhere' }),
    })
    const drawn = await draw(screen())
    await drawn.says('Connected')
    await drawn.press(`Replace key: ${name}`)
    await fill(drawn.host, ['elsewhere', 'T-new'])
    await drawn.says('Another account was connected: elsewhere.')
    expect(drawn.text()).toContain('lamplight is as it was.')
  })

  it('say what goes and what remains before they disconnect', async () => {
    const asked = serve({
      ...list(connectionWith()),
      'psas.disconnect': (input: { dryRun?: boolean }) => ({
        disconnected: !input.dryRun,
        goes: ['The key.'],
        remains: ['3 contacts, as they are.'],
      }),
    })
    const inputs = () => asked.filter((one) => one.name === 'psas.disconnect').map(({ input }) => input)
    const drawn = await draw(screen())
    await drawn.says('Connected')
    await drawn.press(`Disconnect ${name}`)
    await drawn.says('3 contacts, as they are.')
    expect(drawn.text()).toContain('The key.')
    expect(inputs()).toEqual([{ connectionId: 'c1', dryRun: true }])
    await drawn.press('Remove the key')
    await vi.waitFor(() => expect(inputs()).toContainEqual({ connectionId: 'c1' }))
  })

  it('cannot disconnect before it was read what goes', async () => {
    const asked = serve({
      ...list(connectionWith()),
      'psas.disconnect': () => refusal(503, 'internal', 'Something went wrong.'),
    })
    const drawn = await draw(screen())
    await drawn.says('Connected')
    await drawn.press(`Disconnect ${name}`)
    await drawn.says('What would go could not be read.')
    await drawn.press('Remove the key')
    expect(asked.filter((one) => one.name === 'psas.disconnect')).toHaveLength(1)
  })
})
