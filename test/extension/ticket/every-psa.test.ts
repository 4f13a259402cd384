import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { nobodyCard } from '../../../extension/entrypoints/background/message-cards.ts'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import { nobodyFor } from '../views.ts'
import { cards, closeCards, drawn, openPage, setAddress, settle, startCard, text } from './card-page.ts'

const fixtures = Object.values(
  import.meta.glob<PsaFixture>(['../../fixtures/psa/*.ts', '!**/fixture.ts'], {
    eager: true,
    import: 'default',
  }),
)
const files = import.meta.glob<string>('../../fixtures/pages/*.html', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const pageOf = (file: string) => files[`../../fixtures/pages/${file}`] ?? ''
const answer = () => nobodyCard(nobodyFor(), 'ticket', false)

beforeEach(() => fakeBrowser.reset())
afterEach(closeCards)

describe.each(fixtures)('on pages of $id', ({ id, pages }) => {
  it.each(pages)('the card is there once for a record and asks for it alone: $name', async (page) => {
    const { asked, shown } = openPage(id, page.address, pageOf(page.file), answer)
    await drawn()
    const { ticket, contact, organisation } = page
    const wanted =
      ticket ?? (contact ? `contact ${contact}` : organisation ? `organisation ${organisation}` : null)
    expect(asked).toEqual(wanted ? [wanted] : [])
    expect(shown).toEqual(wanted ? [page.shown ?? null] : [])
    expect(cards()).toHaveLength(wanted ? 1 : 0)
  })
})

describe('an address behind the hash', () => {
  it('is followed from ticket to ticket and away, as Zammad has it', async () => {
    const page = pageOf('zammad-ticket.html')
    const { asked, done } = openPage('zammad', 'https://help.lamplight.example/#dashboard', page, answer)
    for (const hash of ['#ticket/zoom/7', '#ticket/zoom/8/42', '#ticket/zoom/8/43', '#ticket/view/my']) {
      setAddress(`https://help.lamplight.example/${hash}`)
      dispatchEvent(new Event('hashchange'))
      await drawn()
    }
    expect(asked).toEqual(['7', '8'])
    expect(done).toEqual(['leave 8'])
    expect(cards()).toHaveLength(0)
  })
})

describe('whom a page names', () => {
  it('is asked about once the page has drawn it, where nobody was found', async () => {
    const address = 'https://itflow.lamplight.example/agent/ticket.php?ticket_id=41'
    const { shown } = openPage('itflow', address, '<body><p>Loading</p></body>', answer)
    await drawn()
    document.body.innerHTML = /<body[^>]*>([\s\S]*)<\/body>/.exec(pageOf('itflow-ticket.html'))?.[1] ?? ''
    await settle()
    const mara = { name: 'Mara Ellingsworth', email: 'mara.ellingsworth@contoso.example' }
    expect(shown).toEqual([null, mara])
    document.body.append('redrawn')
    await settle()
    expect(shown).toHaveLength(2)
    expect(text()).toContain('Nobody found')
  })

  it('is asked about a few times, however often the page changes it', async () => {
    const page = (name: string) =>
      `<div class="ticket-meta"><a data-modal-url="modals/contact/contact.php?id=1">${name}</a></div>`
    const address = 'https://itflow.lamplight.example/agent/ticket.php?ticket_id=41'
    const { asked } = openPage('itflow', address, `<body>${page('A')}</body>`, answer)
    for (const name of 'BCDEFG') {
      await settle()
      document.body.innerHTML = page(name)
    }
    await settle()
    expect(asked).toHaveLength(4)
  })

  it('is not asked about where the ticket system named somebody', async () => {
    setAddress('https://itflow.lamplight.example/agent/ticket.php?ticket_id=41')
    document.body.innerHTML = ''
    const { shown } = startCard('itflow', () => ({ ...answer(), state: 'away' }))
    await drawn()
    document.body.innerHTML = pageOf('itflow-ticket.html')
    await settle()
    expect(shown).toEqual([null])
  })
})
