import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { html, type Markup } from '../html.ts'
import type { SyncroAccount } from './account.ts'
import { page } from './answers.ts'
import { type Section, type Session, shell, signInPage } from './layout.ts'
import { contactPage, customerList, customerPage } from './record-pages.ts'
import { ticketList, ticketPage } from './ticket-pages.ts'

type Pages = Hono<{ Variables: { session: Session } }>
const cookieName = '_syncro_session'

/** The pages of an account, for people who are signed in. */
export function createPages(account: SyncroAccount): Pages {
  const sessions = new Map<string, Session>()
  const pages: Pages = new Hono()
  addSignIn(pages, account, sessions)
  pages.use(async (c, next) => {
    const session = sessions.get(getCookie(c, cookieName) ?? '')
    if (!session) return redirect('/users/sign_in')
    c.set('session', session)
    return next()
  })
  pages.get('/', () => redirect('/tickets'))
  addRecords(pages, account)
  addCommenting(pages, account)
  pages.notFound((c) => found(account, c.get('session'), 'tickets', 'Not found', null))
  return pages
}

function addSignIn(pages: Pages, account: SyncroAccount, sessions: Map<string, Session>): void {
  pages.get('/users/sign_in', () => page(200, signInPage(account, null)))
  pages.post('/users/sign_in', async (c) => {
    const form = await c.req.formData()
    const technician = account.technicians.find(({ email }) => email === form.get('user[email]'))
    if (!technician) return page(422, signInPage(account, 'Invalid email or password.'))
    const session = { id: crypto.randomUUID(), csrf: crypto.randomUUID(), ...technician }
    sessions.set(session.id, session)
    return redirect('/tickets', {
      'set-cookie': `${cookieName}=${session.id}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    })
  })
}

function addRecords(pages: Pages, account: SyncroAccount): void {
  pages.get('/tickets', (c) => found(account, c.get('session'), 'tickets', 'Tickets', ticketList(account)))
  pages.get('/tickets/:id{[0-9]+}', (c) => {
    const session = c.get('session')
    const ticket = account.tickets.get(Number(c.req.param('id')))
    return found(
      account,
      session,
      'tickets',
      ticket ? `#${ticket.number} ${ticket.subject}` : 'Not found',
      ticket && ticketPage(account, ticket, session),
    )
  })
  pages.get('/customers', (c) =>
    found(account, c.get('session'), 'customers', 'Organizations', customerList(account)),
  )
  pages.get('/customers/:id{[0-9]+}', (c) => {
    const customer = account.customers.get(Number(c.req.param('id')))
    return found(
      account,
      c.get('session'),
      'customers',
      customer?.businessName ?? 'Organization',
      customer && customerPage(account, customer),
    )
  })
  pages.get('/contacts/:id{[0-9]+}', (c) => {
    const contact = account.contacts.get(Number(c.req.param('id')))
    return found(
      account,
      c.get('session'),
      'customers',
      contact?.name ?? 'Not found',
      contact && contactPage(account, contact),
    )
  })
}

function addCommenting(pages: Pages, account: SyncroAccount): void {
  pages.post('/tickets/:id{[0-9]+}/comments', async (c) => {
    const session = c.get('session')
    const form = await c.req.formData()
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const ticket = account.tickets.get(Number(c.req.param('id')))
    if (!ticket) return found(account, session, 'tickets', 'Not found', null)
    if (text('authenticity_token') !== session.csrf || !text('comment[body]'))
      return page(422, 'The change was rejected.')
    const hidden = text('comment[hidden]') === '1'
    account.comment(ticket.id, {
      ...{
        subject: text('comment[subject]') || 'Update',
        body: text('comment[body]'),
        hidden,
        emailed: !hidden,
      },
      tech: session.name,
    })
    return redirect(`/tickets/${ticket.id}`)
  })
}

function found(
  account: SyncroAccount,
  session: Session,
  section: Section,
  title: string,
  main: Markup | null | undefined,
): Response {
  const body =
    main ??
    html`<div class="widget"><div class="empty">The page you were looking for doesn't exist.</div></div>`
  return page(main ? 200 : 404, shell({ account, session, section, title }, body))
}

function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 302, headers: { location, ...headers } })
}
