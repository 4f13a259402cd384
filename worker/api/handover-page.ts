import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { lookAtLink, openLink } from '../act/handover.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import type { Handover } from '../store/handovers.ts'
import { mark, pageStyle } from './page-style.ts'
import type { AppEnv } from './serve.ts'

type Page = { tone: 'done' | 'waiting' | 'failed'; title: string; body: unknown; status?: 404 | 410 | 503 }

/** Shows a button and nothing else: what looks at links before people do (GET, HEAD) burns nothing. */
export async function showHandover(deps: Deps, c: Context<AppEnv>): Promise<Response> {
  const link = await lookAtLink(deps, c.req.param('token') ?? '')
  return page(c, link && isOpen(link, deps.now()) ? invitation : closed(link, deps.now()))
}

/** The button: shows what was left, once. */
export async function openHandover(deps: Deps, c: Context<AppEnv>): Promise<Response> {
  const token = c.req.param('token') ?? ''
  try {
    const secret = await openLink(deps, token, c.get('requestId'))
    return page(c, secret ? opened(secret) : closed(await lookAtLink(deps, token), deps.now()))
  } catch (error) {
    logFailure({ at: 'request', requestId: c.get('requestId'), endpoint: 'handover' }, error)
    return page(c, failed)
  }
}

const isOpen = ({ expiresAt, viewedAt }: Handover, now: number) => viewedAt === null && expiresAt > now

const invitation: Page = {
  tone: 'waiting',
  title: 'Something was left for you',
  body: html`<p>It can be seen once. Press the button when you are ready to write it down or use it.</p>
<form method="post"><button type="submit">Show it</button></form>
<p class="quiet">If you did not ask your IT support for this, do not press it; tell them.</p>`,
}

function opened({ label, value }: { label: string; value: string }): Page {
  return {
    tone: 'done',
    title: label,
    body: html`<p><output>${value}</output></p>
<p>It is gone from our side now. When you close this page, nobody can show it again.</p>`,
  }
}

function closed(link: Handover | null, now: number): Page {
  if (!link) return { ...gone, status: 404, body: html`<p>There is no such link, or it is long gone.</p>` }
  if (link.viewedAt !== null) {
    return {
      ...gone,
      title: 'This link was opened already',
      body: html`<p>That was on ${when(link.viewedAt)}. It works once.</p>
<p>If it was not you, tell your IT support at once: somebody else has seen it.</p>`,
    }
  }
  return {
    ...gone,
    title: 'This link is too old',
    body: html`<p>It worked until ${when(Math.min(link.expiresAt, now))}, and nobody opened it.</p>
<p>Ask your IT support for a new one.</p>`,
  }
}
const gone: Page = { tone: 'failed', title: 'This link does not work', body: '', status: 410 }

const failed: Page = {
  tone: 'failed',
  title: 'It could not be shown',
  body: html`<p>Something went wrong on our side. Ask your IT support for a new link.</p>`,
  status: 503,
}

function when(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const style = raw(`
button { margin: 8px 0; padding: 8px 20px; font: inherit; font-weight: 600; color: #fff; background: #0f6cbd; border: 0;
  border-radius: 4px; cursor: pointer; }
output { display: block; padding: 12px; font: 18px/26px ui-monospace, Consolas, monospace; border: 1px solid var(--line);
  border-radius: 4px; user-select: all; white-space: pre-wrap; }
`)

/** No script, nothing from elsewhere, in no frame, in no index, in no cache, and no address in a referrer. */
function page(c: Context<AppEnv>, { tone, title, body, status }: Page): Response | Promise<Response> {
  const nonce = crypto.randomUUID()
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  )
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
  c.status(status ?? 200)
  return c.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${title} · Sidelight</title>
<style nonce="${nonce}">${pageStyle}${style}</style>
</head>
<body>
<main class="${tone}">
<p class="brand">${mark}Sidelight</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`)
}
