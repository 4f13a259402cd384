import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Reviews } from '../../../extension/console/reviews/reviews.tsx'
import { connections, tenantId } from '../fixtures.ts'
import { draw, viewer } from '../screen.tsx'
import { refusal, serve, signInForTest } from '../server.ts'
import { hostileName, viewOf } from '../views.ts'
import { boId, others, reviewsOf, reviewWith } from './fixtures.ts'

const bo = reviewWith()
const lab = reviewWith({
  personId: '44444444-4444-4444-8444-444444444444',
  displayName: 'lab@contoso.example',
  reason: 'It is not known whether this is a person’s mailbox or a shared one.',
  candidates: [],
})
const base = {
  ...others,
  'persons.get': () => viewOf({ mail: 'bo.quarrie@contoso.example', jobTitle: 'Orthodontist' }),
  'reviews.decide': () => ({ decided: true as const }),
}
const choose = (host: HTMLElement, contactId: string) =>
  act(async () => host.querySelector<HTMLInputElement>(`input[value="${contactId}"]`)?.click())
const decisions = (asked: ReturnType<typeof serve>) =>
  asked.filter(({ name }) => name === 'reviews.decide').map(({ input }) => input)
const ids = { mappingId: 'm1', tenantId, personId: boId }

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  await signInForTest()
})

describe('the reviews', () => {
  it('put person and contacts side by side and say what is the same', async () => {
    serve({ ...base, 'reviews.list': () => reviewsOf(bo) })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('Orthodontist')
    expect(drawn.text()).toContain('Which contact is Bo Quarrie?')
    const marks = [...drawn.host.querySelectorAll('.fact-compared')].map((fact) => [
      fact.querySelector('svg')?.getAttribute('aria-label'),
      fact.textContent,
    ])
    expect(marks).toEqual([
      ['The same:', 'Bo Quarrie'],
      ['The same:', 'Bo.Quarrie@contoso.example'],
      ['Differs:', 'B. Quarrie'],
      ['Differs:', 'scanner@contoso.example'],
    ])
  })

  it('never link before a contact is chosen, then exactly that one', async () => {
    const asked = serve({ ...base, 'reviews.list': () => reviewsOf(bo) })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('Which contact is')
    await drawn.press('Link this contact')
    expect(decisions(asked)).toEqual([])
    await choose(drawn.host, '31077')
    await drawn.says('Contact 31077 is linked with the next plan.')
    await drawn.press('Link this contact')
    await drawn.says('Bo Quarrie will be linked to contact 31077.')
    expect(decisions(asked)).toEqual([{ ...ids, choice: 'link', contactId: '31077' }])
  })

  it('go on to the next person after a decision, and take it back with Undo', async () => {
    let isDecided = false
    const asked = serve({
      ...base,
      'reviews.list': () => (isDecided ? reviewsOf(lab) : reviewsOf(bo, lab)),
      'reviews.decide': (input: { choice: string }) => {
        isDecided = input.choice !== 'undecided'
        return { decided: true }
      },
    })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('2 persons need a decision.')
    await drawn.press('Leave out')
    await drawn.says('Does a contact belong to lab@contoso.example?')
    expect(drawn.text()).toContain('1 person needs a decision.')
    await drawn.press('Undo')
    await drawn.says('2 persons need a decision.')
    expect(decisions(asked)).toEqual([
      { ...ids, choice: 'leaveOut' },
      { ...ids, choice: 'undecided' },
    ])
    expect(drawn.button('Undo')).toBeUndefined()
  })

  it('take a decision back by Ctrl Z', async () => {
    const asked = serve({ ...base, 'reviews.list': () => reviewsOf(bo, lab) })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('Which contact is')
    await drawn.press('Create a new contact')
    await drawn.says('Bo Quarrie gets a new contact.')
    await act(async () => {
      dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, cancelable: true }))
    })
    await vi.waitFor(() => expect(decisions(asked).at(-1)).toEqual({ ...ids, choice: 'undecided' }))
  })

  it('keep the person where a decision was refused, and say so', async () => {
    serve({
      ...base,
      'reviews.list': () => reviewsOf(bo),
      'reviews.decide': () => refusal(409, 'mapping.busy', 'Contacts are being written right now.'),
    })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('Which contact is')
    await drawn.press('Create a new contact')
    await drawn.says('It was not decided.')
    expect(drawn.text()).toContain('Which contact is Bo Quarrie?')
    expect(drawn.button('Undo')).toBeUndefined()
  })

  it('do not offer a new contact where the ticket system cannot make one', async () => {
    const [connection] = connections.connections
    if (!connection?.can) throw new Error('The fixture has a connection.')
    const unable = { ...connection, can: { ...connection.can, create: false } }
    const asked = serve({
      ...base,
      'psas.list': () => ({ connections: [unable] }),
      'reviews.list': () => reviewsOf(bo),
    })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('Which contact is')
    await vi.waitFor(() =>
      expect(drawn.button('Create a new contact')?.getAttribute('aria-disabled')).toBe('true'),
    )
    await drawn.press('Create a new contact')
    expect(decisions(asked)).toEqual([])
  })

  it('are read-only for a viewer, with the reason', async () => {
    const asked = serve({ ...base, 'reviews.list': () => reviewsOf(bo) })
    const drawn = await draw(<Reviews mappingId={null} />, viewer)
    await drawn.says('Only an administrator can do this.')
    await choose(drawn.host, '20418')
    for (const name of ['Link this contact', 'Create a new contact', 'Leave out']) await drawn.press(name)
    expect(decisions(asked)).toEqual([])
  })

  it('are of one organisation where the address says so', async () => {
    const asked = serve({ ...base, 'reviews.list': () => reviewsOf(bo) })
    const drawn = await draw(<Reviews mappingId="m1" />)
    await drawn.says('Which contact is')
    expect(asked.find(({ name }) => name === 'reviews.list')?.input).toEqual({ mappingId: 'm1' })
  })

  it('say that nobody is left', async () => {
    serve({ ...base, 'reviews.list': () => reviewsOf() })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('Nobody needs a decision')
  })

  it('show hostile names and contacts as text', async () => {
    const candidate = { id: hostileName.slice(0, 60), name: hostileName, email: hostileName }
    const hostile = reviewWith({ displayName: hostileName, reason: hostileName, candidates: [candidate] })
    serve({ ...base, 'reviews.list': () => reviewsOf(hostile) })
    const drawn = await draw(<Reviews mappingId={null} />)
    await drawn.says('evil')
    expect(drawn.host.querySelectorAll('img, b, script')).toHaveLength(0)
  })
})
