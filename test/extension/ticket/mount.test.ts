import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { ticketPerson } from '../../../extension/entrypoints/background/answer-card.ts'
import { nobodyCard, signedOut } from '../../../extension/entrypoints/background/message-cards.ts'
import type { CardAnswer } from '../../../extension/ticket/answer.ts'
import ticketPage from '../../fixtures/pages/syncro-ticket.html?raw'
import listPage from '../../fixtures/pages/syncro-tickets.html?raw'
import { actionView, found, hostileName, nobodyFor, viewOf } from '../views.ts'
import {
  buttonOf,
  cards,
  closeCards,
  setAddress as goTo,
  inside,
  openPage as openAt,
  press,
  settle,
  startCard as start,
  text,
} from './card-page.ts'

const origin = 'https://lamplight.syncromsp.com'
const setAddress = (path: string) => goTo(origin + path)
type Answer = (ticketId: string) => CardAnswer | null
const openPage = (path: string, page: string, answer: Answer) =>
  openAt('syncro', origin + path, page, ({ id }) => answer(id))
const startCard = (answer: Answer) => start('syncro', ({ id }) => answer(id))
const ruben = {
  id: 'a1',
  name: 'Ruben Deskwright',
  username: 'ruben@lamplight.example',
  role: 'technician',
} as const
const cardOf = (answer: ReturnType<typeof found>) => {
  if (answer.found !== 'person') throw new Error('Nobody is found.')
  return ticketPerson(answer, ruben).card
}
const mara = () => cardOf(found(viewOf()))

beforeEach(() => fakeBrowser.reset())
afterEach(() => {
  closeCards()
  vi.restoreAllMocks()
})

describe('the card on a ticket', () => {
  it('asks for the ticket of the address alone and shows who it is about', async () => {
    const { asked } = openPage('/tickets/90417', ticketPage, mara)
    await settle()
    expect(asked).toEqual(['90417'])
    for (const words of [
      'Mara Ellingsworth',
      'Practice manager · Contoso Dental',
      'Can sign in',
      'Cloud account',
    ])
      expect(text()).toContain(words)
    expect(text()).toContain('Business Premium')
    expect(text()).toContain('matched by e-mail')
    expect(text()).toMatch(/As of .+12 min\. ago/)
    // The organisation's own address stands first on the page, and is nobody.
    expect(text()).not.toContain('office@contoso.example')
  })

  it('does nothing on a page without a ticket', async () => {
    const { asked } = openPage('/tickets', listPage, mara)
    await settle()
    expect(asked).toEqual([])
    expect(cards()).toHaveLength(0)
  })

  it('follows the address without a load: from the list into a ticket, to the next one, and away', async () => {
    const { asked, done } = openPage('/tickets', listPage, (id) =>
      cardOf(found(viewOf({ displayName: `Person of ${id}` }))),
    )
    setAddress('/tickets/1')
    document.body.innerHTML = '<div id="main">one</div>'
    await settle()
    expect(text()).toContain('Person of 1')
    setAddress('/tickets/2')
    document.body.innerHTML = '<div id="main">two</div>'
    await settle()
    expect(text()).toContain('Person of 2')
    setAddress('/tickets')
    document.body.innerHTML = '<div id="main">list</div>'
    await settle()
    expect(cards()).toHaveLength(0)
    expect(asked).toEqual(['1', '2'])
    expect(done).toEqual(['leave 2'])
  })

  it('drops an answer that comes after the technician has gone on to another ticket', async () => {
    let answerFirst = (_answer: CardAnswer) => {}
    const first = new Promise<CardAnswer>((resolve) => {
      answerFirst = resolve
    })
    openPage('/tickets/1', ticketPage, (id) =>
      id === '1' ? (first as never) : cardOf(found(viewOf({ displayName: 'The right one' }))),
    )
    await settle()
    setAddress('/tickets/2')
    document.body.append('redrawn')
    await settle()
    answerFirst(cardOf(found(viewOf({ displayName: 'The wrong one' }))))
    await settle()
    expect(text()).toContain('The right one')
    expect(text()).not.toContain('The wrong one')
  })

  it('appears once, whatever the page does and however often the script is put in', async () => {
    openPage('/tickets/90417', ticketPage, mara)
    await settle()
    document.documentElement.replaceChildren(document.head, document.createElement('body'))
    await settle()
    expect(cards()).toHaveLength(1)
    startCard(mara)
    await settle()
    expect(cards()).toHaveLength(1)
    expect(text()).toContain('Mara Ellingsworth')
  })

  it('goes with the extension', async () => {
    const { ctx, asked } = openPage('/tickets/90417', ticketPage, mara)
    await settle()
    ctx.notifyInvalidated()
    expect(cards()).toHaveLength(0)
    setAddress('/tickets/2')
    document.body.append('more')
    await settle()
    expect(asked).toEqual(['90417'])
    expect(cards()).toHaveLength(0)
  })

  it('shows hostile names as text', async () => {
    const hostile = viewOf({ displayName: hostileName, jobTitle: '<script>1</script>' })
    openPage('/tickets/90417', ticketPage, () => cardOf(found(hostile)))
    await settle()
    const name = inside()?.querySelector('h2 bdi')
    expect(name?.textContent).toBe(hostileName)
    expect(name?.children).toHaveLength(0)
    expect(inside()?.querySelectorAll('img, script, b')).toHaveLength(0)
    expect(document.title).not.toBe('pwned')
  })

  it('opens the panel on the ticket, and on an action that is not off', async () => {
    const view = viewOf(
      {},
      {
        actions: [actionView('reset-password', 'Mastered elsewhere.'), actionView('revoke-sessions')],
      },
    )
    const { done } = openPage('/tickets/90417', ticketPage, () => cardOf(found(view)))
    await settle()
    press('Reset password')
    press('End sessions')
    press('Open panel')
    expect(done).toEqual(['panel 90417 revoke-sessions', 'panel 90417'])
    expect(text()).toContain('Mastered elsewhere.')
  })

  it('folds to one line and remembers that', async () => {
    const { done } = openPage('/tickets/90417', ticketPage, mara)
    await settle()
    press('Fold')
    await settle()
    expect(inside()?.querySelector('.card')).toBeNull()
    expect(text()).toBe('MEMara EllingsworthCan sign in')
    expect(done).toEqual(['folded'])
  })

  it('says why nobody was found', async () => {
    const words = 'frontdesk@contoso.example is nobody’s address in Contoso Dental.'
    openPage('/tickets/90417', ticketPage, () => nobodyCard(nobodyFor({ text: words }), 'ticket', false))
    await settle()
    expect(text()).toContain('Nobody found')
    expect(text()).toContain(words)
  })

  it('leads to the sign-in, and asks again once someone has signed in', async () => {
    let isSignedIn = false
    const { done, again } = openPage('/tickets/90417', ticketPage, () =>
      isSignedIn ? mara() : signedOut('Your sign-in has ended.'),
    )
    await settle()
    press('Sign in')
    expect(done).toEqual(['panel 90417'])
    isSignedIn = true
    for (const ask of again) ask()
    await settle()
    expect(text()).toContain('Mara Ellingsworth')
  })

  it('asks the panel for somebody else', async () => {
    const { done } = openPage('/tickets/90417', ticketPage, mara)
    await settle()
    press('Someone else')
    expect(done).toEqual(['choose 90417'])
  })

  it('takes no click that the page’s own scripts made', async () => {
    const { done } = openPage('/tickets/90417', ticketPage, mara)
    await settle()
    for (const words of ['Open panel', 'Someone else', 'Fold']) buttonOf(words).click()
    expect(done).toEqual([])
    expect(inside()?.querySelector('.card')).not.toBeNull()
  })

  it('is not there where it is not enabled', async () => {
    openPage('/tickets/90417', ticketPage, () => null)
    await settle()
    expect(text()).toBe('')
  })
})

describe('what reaches the page', () => {
  it('is what the card draws, and nothing else of the person', () => {
    const sent = JSON.stringify(mara())
    for (const kept of [
      '22222222-2222',
      '11111111-1111',
      'mara@old.contoso.example',
      '+1 555',
      'Front office',
    ])
      expect(sent).not.toContain(kept)
  })
})
