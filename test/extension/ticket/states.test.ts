import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { PersonHit } from '#shared/contract.ts'
import type { Person } from '#shared/person.ts'
import { guessCard } from '../../../extension/entrypoints/background/message-cards.ts'
import { organisationCard } from '../../../extension/entrypoints/background/organisation-card.ts'
import { personCard } from '../../../extension/entrypoints/background/person-card.ts'
import type { CardAnswer } from '../../../extension/ticket/answer.ts'
import * as icons from '../../../extension/ui/icons.ts'
import customerPage from '../../fixtures/pages/syncro-customer.html?raw'
import ticketPage from '../../fixtures/pages/syncro-ticket.html?raw'
import { hostileName, viewOf } from '../views.ts'
import { buttonOf, closeCards, drawn, inside, openPage, press, text } from './card-page.ts'

const origin = 'https://lamplight.syncromsp.com'
const place = { connectionId: 'c1', organisationId: '311', name: 'Contoso Dental' }
const hit: PersonHit = {
  ...{ tenantId: 't1', tenantName: 'Fabrikam Freight', personId: 'p1', displayName: 'Juno Harkwell' },
  ...{ userPrincipalName: 'juno@fabrikam.example', mail: null, jobTitle: 'Dispatcher', department: null },
  ...{ mobilePhone: null, businessPhone: null, userType: 'Member', account: 'enabled' },
}
const guess = (name = 'Juno Harkwell') =>
  guessCard({ ...hit, displayName: name }, 'This page names juno@fabrikam.example.')
const person = (view = viewOf()): CardAnswer => ({
  state: 'person',
  person: personCard(view, { organisation: null, role: ['Ticket role', 'Requester'], mayChoose: true }),
})
const onTicket = (answer: CardAnswer | Promise<CardAnswer>, confirm?: () => CardAnswer) =>
  openPage('syncro', `${origin}/tickets/90417`, ticketPage, () => answer, confirm)

beforeEach(() => fakeBrowser.reset())
afterEach(closeCards)

describe('a guess on the card', () => {
  it('is a question that a person answers; nothing is sent before', async () => {
    const { done } = onTicket(guess(), () => person())
    await drawn()
    expect(text()).toContain('Is it Juno Harkwell?')
    buttonOf('Yes, Juno Harkwell').click()
    expect(done).toEqual([])
    press('Yes, Juno Harkwell')
    await drawn()
    expect(done).toEqual(['confirm 90417'])
    expect(text()).toContain('Mara Ellingsworth')
  })

  it('may be somebody else', async () => {
    const { done } = onTicket(guess())
    await drawn()
    press('Someone else')
    expect(done).toEqual(['choose 90417'])
  })

  it('shows a hostile name as text, on its button too', async () => {
    onTicket(guess(hostileName))
    await drawn()
    expect(inside()?.querySelectorAll('img, b, script')).toHaveLength(0)
    expect(buttonOf('Yes').textContent).not.toContain('\u202e')
    expect(buttonOf('Yes').textContent?.length).toBeLessThan(200)
  })
})

describe('an account on the card', () => {
  it.each([
    ['blocked', { accountEnabled: false }, 'Sign-in blocked'],
    ['deleted', { deletedAt: new Date().toISOString() }, 'Deleted, restorable until'],
    ['a guest', { userType: 'Guest' }, 'Guest'],
    ['synced from AD', { onPremisesSyncEnabled: true }, 'Synced from AD'],
    ['without a licence', { skuIds: [] }, 'None'],
  ] as [string, Partial<Person>, string][])('says that it is %s', async (_what, more, words) => {
    onTicket(person(viewOf(more)))
    await drawn()
    expect(text()).toContain(words)
  })
})

describe('an organisation on the card', () => {
  const tenant = {
    ...{ id: 't1', name: 'Contoso', domain: 'contoso.example', state: 'connected', problem: null },
    ...{ reachedBy: 'consent', operator: true, persons: 86, syncing: false, nextSyncAt: null },
    ...{ lastSyncAt: new Date(Date.now() - 12 * 60_000).toISOString(), mappings: [], consentAgain: [] },
    licences: [
      {
        ...{ skuId: 's', partNumber: 's', name: hostileName, assigned: 25, usable: 25, available: 0 },
        ...{ status: '', free: false, renewsAt: null, trial: false },
      },
    ],
    score: [{ day: '2026-11-24', current: 64, max: 100, percent: 64 }],
  } as never

  it('says tenant, persons, seats, score and last sync, and leads to the tenant', async () => {
    const { done, asked } = openPage('syncro', `${origin}/customers/101`, customerPage, () =>
      organisationCard({ organisation: place, tenants: [tenant] }, false),
    )
    await drawn()
    expect(asked).toEqual(['organisation 101'])
    for (const words of [
      'Contoso Dental',
      'contoso.example',
      'Sync on',
      '86 persons',
      '0 of 25 left',
      '64%',
      '12 min. ago',
    ])
      expect(text()).toContain(words)
    expect(inside()?.querySelectorAll('img, b, script')).toHaveLength(0)
    press('Open tenant')
    expect(done).toEqual(['tenant 101'])
    press('Fold')
    await drawn()
    expect(text()).toBe('CDContoso Dental86 persons')
  })
})

describe('a message on the card', () => {
  it('waits in the size of what follows, and tries again when asked to', async () => {
    const away: CardAnswer = {
      ...{ state: 'away', icon: icons.unplugged, title: 'Server is away', short: 'Why', about: null },
      ...{
        text: 'It is not answering.',
        foot: 'Nothing is lost',
        ways: [{ to: 'again', word: 'Try again' }],
      },
    }
    let say = (_answer: CardAnswer) => {}
    const { asked } = onTicket(
      new Promise((resolve) => {
        say = resolve
      }),
    )
    await drawn()
    expect(inside()?.querySelector('[aria-busy="true"]')).not.toBeNull()
    say(away)
    await drawn()
    press('Try again')
    await drawn()
    expect(asked).toEqual(['90417', '90417'])
  })
})
