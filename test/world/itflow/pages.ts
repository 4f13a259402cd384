import { html, type Markup, verbatim } from '../html.ts'
import type { ItflowAccount } from './account.ts'
import { page } from './answers.ts'
import { asInteger } from './column.ts'
import { ticketPage } from './ticket-page.ts'

type Session = { name: string }
const cookieName = 'PHPSESSID'

/** ITFlow's pages: rendered on the server, whole pages, for agents who are signed in. */
export function createPages(account: ItflowAccount): (request: Request) => Promise<Response> {
  const sessions = new Map<string, Session>()
  return async (request) => {
    const url = new URL(request.url)
    if (url.pathname === '/login.php') return signIn(account, sessions, request)
    if (url.pathname.startsWith('/client/')) return portalTicket(account, url)
    const session = sessions.get(sessionId(request))
    if (!session) return redirect(`/login.php?last_visited=${btoa(url.pathname + url.search)}`)
    if (url.pathname === '/') return redirect('/agent/tickets.php')
    if (url.pathname === '/agent/tickets.php')
      return page(200, layout('Tickets', session, ticketList(account)))
    if (url.pathname === '/agent/ticket.php') return agentTicket(account, url, session)
    return page(404, layout('Not found', session, html`<h1>Not found</h1>`))
  }
}

const sessionId = (request: Request) =>
  new RegExp(`${cookieName}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
const redirect = (location: string, headers: Record<string, string> = {}) =>
  new Response(null, { status: 302, headers: { location, ...headers } })

const document = (title: string, body: Markup) =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body class="hold-transition sidebar-mini">${body}</body></html>`.markup

const layout = (title: string, session: Session, content: Markup) =>
  document(
    `${title}`,
    html`<div class="wrapper"><nav class="main-header navbar">${session.name}</nav>
<div class="content-wrapper"><section class="content">${content}</section></div></div>`,
  )

async function signIn(
  account: ItflowAccount,
  sessions: Map<string, Session>,
  request: Request,
): Promise<Response> {
  const policy = { 'content-security-policy': "default-src 'self'" }
  const form = html`<form method="post"><input name="email" type="email"><input name="password" type="password"><button name="login">Sign in</button></form>`
  if (request.method !== 'POST') return page(200, document('Login', form), policy)
  const email = (await request.formData()).get('email')
  const agent = account.agents.find((candidate) => candidate.email === email)
  if (!agent) return page(200, document('Login', html`<p>Incorrect username or password.</p>${form}`), policy)
  const id = crypto.randomUUID()
  sessions.set(id, { name: agent.name })
  return redirect('/agent/tickets.php', { 'set-cookie': `${cookieName}=${id}; Path=/; Secure; HttpOnly` })
}

function ticketList({ tickets, ticketPrefix }: ItflowAccount): Markup {
  const line = ({
    id,
    number,
    subject,
    clientId,
  }: {
    id: number
    number: number
    subject: string
    clientId: number
  }) =>
    html`<tr><td><a href="ticket.php?ticket_id=${id}&client_id=${clientId}"><span class="badge badge-pill">${ticketPrefix}${number}</span></a></td><td>${subject}</td></tr>`
  return html`<div class="card"><table class="table">${[...tickets.values()].map(line)}</table></div>`
}

/** An unknown ticket is a page like any other, without `#ticket_id`. */
function agentTicket(account: ItflowAccount, url: URL, session: Session): Response {
  const ticket = account.tickets.get(asInteger(url.searchParams.get('ticket_id')))
  if (!ticket) return page(200, layout('Tickets', session, html`<h1>There's nothing to see here</h1>`))
  const clientId = asInteger(url.searchParams.get('client_id'))
  const title = JSON.stringify(`${account.ticketPrefix}${ticket.number} - ${ticket.subject}`)
  const script = verbatim(`<script>document.title = ${title.replaceAll('<', '\\u003c')}</script>`)
  return page(200, layout('Tickets', session, html`${ticketPage(account, ticket, clientId)}${script}`))
}

/** The customer's own view: public replies alone. */
function portalTicket(account: ItflowAccount, url: URL): Response {
  const ticket = account.tickets.get(asInteger(url.searchParams.get('id')))
  if (url.pathname !== '/client/ticket.php' || !ticket)
    return page(404, document('Not found', html`<h1>Not found</h1>`))
  const replies = ticket.replies.filter(({ type }) => type !== 'Internal')
  const body = html`<h3>Ticket ${account.ticketPrefix}${ticket.number}</h3><h4>${ticket.subject}</h4>${verbatim(ticket.details)}
${replies.map(({ by, reply }) => html`<div class="card"><b>${by}</b>${verbatim(reply)}</div>`)}`
  return page(200, document('Client Portal', body), { 'content-security-policy': "default-src 'self'" })
}
