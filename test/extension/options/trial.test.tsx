import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { TrialForm } from '../../../extension/psa/trial.tsx'
import { draw } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { trialWith, untried } from './connection-with.ts'

const closed = vi.fn()
const screen = (kind: 'contact' | 'note') => <TrialForm connection={untried} kind={kind} onClose={closed} />
const organisations = {
  'organisations.list': ({ query }: { query?: string }) => ({
    organisations: ['Lamplight IT', 'Contoso Dental']
      .filter((name) => name.toLowerCase().includes((query ?? '').toLowerCase()))
      .map((name, index) => ({ id: String(index + 1), name, email: null, disabled: false, tenantId: null })),
    more: false,
  }),
}
const trials = (asked: { name: string; input: unknown }[]) =>
  asked.filter(({ name }) => name === 'psas.trial').map(({ input }) => input)

async function type(host: HTMLElement, value: string): Promise<void> {
  const input = host.querySelector<HTMLInputElement>('fluent-text-input')
  await act(async () => {
    Object.assign(input ?? {}, { value })
    input?.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
async function choose(host: HTMLElement, words: string): Promise<void> {
  const label = [...host.querySelectorAll('label')].find(({ textContent }) => textContent === words)
  await act(async () => {
    label?.querySelector('input')?.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  closed.mockReset()
  await signInForTest()
})

describe('the trial of writing contacts', () => {
  it('says why and what it does, and waits for an organisation', async () => {
    const asked = serve(organisations)
    const drawn = await draw(screen('contact'))
    await drawn.says('Contoso Dental')
    expect(drawn.text()).toContain('Nobody has confirmed how contacts are written.')
    expect(drawn.text()).toContain('No other contact is touched.')
    await drawn.press('Try with one contact')
    expect(trials(asked)).toEqual([])
  })

  it('shows each step and that contacts can be written now', async () => {
    const asked = serve({ ...organisations, 'psas.trial': () => trialWith() })
    const drawn = await draw(screen('contact'))
    await drawn.says('Lamplight IT')
    await choose(drawn.host, 'Lamplight IT')
    await drawn.press('Try with one contact')
    await drawn.says('Contacts can be written in this account.')
    expect(trials(asked)).toEqual([{ connectionId: 'c1', kind: 'contact', organisationId: '1' }])
    for (const words of ['Create a contact', 'id 7', 'The contact is left there, inactive.'])
      expect(drawn.text()).toContain(words)
    await drawn.press('Close')
    expect(closed).toHaveBeenCalledOnce()
  })

  it('shows where it failed and what is left behind, and can be repeated', async () => {
    const failed = trialWith({
      succeeded: false,
      steps: [{ title: 'Change it', state: 'failed', text: 'Title reads “”.' }],
      next: 'The contact is left.',
    })
    serve({ ...organisations, 'psas.trial': () => failed })
    const drawn = await draw(screen('contact'))
    await drawn.says('Lamplight IT')
    await choose(drawn.host, 'Lamplight IT')
    await drawn.press('Try with one contact')
    await drawn.says('The trial failed: nothing is written to contacts here.')
    expect(drawn.text()).toContain('Title reads “”.')
    expect(drawn.text()).toContain('The contact is left.')
    await drawn.press('Try once more')
    await drawn.says('Try with one contact')
  })

  it('finds an organisation by a part of its name', async () => {
    const asked = serve(organisations)
    const drawn = await draw(screen('contact'))
    await drawn.says('Lamplight IT')
    await type(drawn.host, 'contoso')
    await act(async () => {
      drawn.host
        .querySelector('form')
        ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    })
    await vi.waitFor(() => expect(asked.at(-1)?.input).toEqual({ connectionId: 'c1', query: 'contoso' }))
    await drawn.says(/^(?!.*Lamplight IT).*Contoso Dental/)
  })

  it('says why it did not run', async () => {
    serve({ ...organisations, 'psas.trial': () => refusal(400, 'request.invalid', 'It was tried already.') })
    const drawn = await draw(screen('contact'))
    await drawn.says('Lamplight IT')
    await choose(drawn.host, 'Lamplight IT')
    await drawn.press('Try with one contact')
    await drawn.says('The trial did not run.')
    expect(drawn.text()).toContain('It was tried already.')
  })
})

describe('the trial of notes', () => {
  const written = trialWith({ succeeded: false, next: 'Open the ticket and look.' })

  it('takes the ticket from its page’s address, and asks a person to look', async () => {
    const asked = serve({ 'psas.trial': (input: { seen?: boolean }) => (input.seen ? trialWith() : written) })
    const drawn = await draw(screen('note'))
    await type(drawn.host, ' https://lamplight.syncromsp.com/tickets/90417?tab=1 ')
    await drawn.press('Write a trial note')
    await drawn.says('Open the ticket and look.')
    expect(trials(asked)).toEqual([{ connectionId: 'c1', kind: 'note', ticketId: '90417' }])
    await drawn.press('I have looked: the customer cannot see it')
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
    expect(trials(asked)).toContainEqual({ connectionId: 'c1', kind: 'note', seen: true })
  })

  it('leaves notes off when the customer can see it', async () => {
    const asked = serve({ 'psas.trial': () => written })
    const drawn = await draw(screen('note'))
    await type(drawn.host, 'https://lamplight.syncromsp.com/tickets/90417')
    await drawn.press('Write a trial note')
    await drawn.says('Open the ticket and look.')
    await drawn.press('They can see it: leave notes off')
    expect(closed).toHaveBeenCalledOnce()
    expect(trials(asked)).toHaveLength(1)
  })

  it.each(['', '4182', 'https://lamplight.syncromsp.com/tickets', 'https://other.syncromsp.com/tickets/1'])(
    'writes nothing for “%s”, which is no ticket of this account',
    async (address) => {
      const asked = serve({})
      const drawn = await draw(screen('note'))
      await type(drawn.host, address)
      await drawn.press('Write a trial note')
      await drawn.says('This is no ticket’s address at lamplight.syncromsp.com or')
      expect(trials(asked)).toEqual([])
    },
  )
})
