import type { Context } from 'hono'
import { html } from 'hono/html'
import { type AppError, errorText, nextStep } from '#shared/errors.ts'
import { mark, pageStyle } from './page-style.ts'

type Standing = 'connected' | 'pending'
/** What became of a consent: all failed, or a tenant's reader and perhaps its operator. */
export type ConsentNews =
  | { failed: AppError }
  | { tenant: string | null; reader: Standing; operator?: Standing | AppError }

export interface Words {
  tone: 'done' | 'waiting' | 'failed'
  title: string
  lines: string[]
}

export function consentPage(c: Context, news: ConsentNews) {
  return wordsPage(c, 'failed' in news ? refused('The tenant was not connected', news.failed) : settled(news))
}

/** Seen by an administrator of the customer as well: plain words, no script, nothing to click. */
export function wordsPage(c: Context, { tone, title, lines }: Words) {
  const nonce = crypto.randomUUID()
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  c.status(tone === 'failed' ? 400 : 200)
  return c.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sidelight</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<main class="${tone}">
<p class="brand">${mark}Sidelight</p>
<h1>${title}</h1>
${lines.map((line) => html`<p>${line}</p>`)}
<p class="quiet">You can close this tab.</p>
</main>
</body>
</html>`)
}

export function refused(title: string, { code, detail }: AppError): Words {
  const next = nextStep(code)
  return {
    tone: 'failed',
    title,
    lines: [errorText(code, detail), ...(next ? [next] : [])],
  }
}

function settled({ tenant, reader, operator }: Exclude<ConsentNews, { failed: AppError }>): Words {
  const name = tenant ?? 'The tenant'
  const later =
    'Microsoft needs a few minutes until the consent works everywhere. Sidelight tries again by itself.'
  if (typeof operator === 'object') {
    const readerLine = reader === 'connected' ? `${name} is connected and stays so.` : later
    const lines = [
      readerLine,
      errorText(operator.code, operator.detail),
      'The operator can be added at any time.',
    ]
    return { tone: 'failed', title: 'Quick actions were not set up', lines }
  }
  if (reader === 'pending') return { tone: 'waiting', title: 'Consent was given', lines: [later] }
  const title = `${name} is connected`
  if (operator === 'pending') return { tone: 'waiting', title, lines: ['Quick actions follow.', later] }
  if (operator === 'connected') return { tone: 'done', title, lines: ['Quick actions work for this tenant.'] }
  return { tone: 'done', title, lines: ['Its people, licences and Secure Score are being read now.'] }
}
