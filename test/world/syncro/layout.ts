import { html, type Markup, verbatim } from '../html.ts'
import type { SyncroAccount } from './account.ts'
import { script, style } from './style.ts'

export interface Session {
  id: string
  csrf: string
  name: string
  email: string
}

const sections = [
  ['tickets', 'Tickets'],
  ['customers', 'Organizations'],
] as const
export type Section = (typeof sections)[number][0]

interface Frame {
  account: SyncroAccount
  session: Session
  section: Section
  title: string
}

const document = (title: string, head: Markup, body: Markup) =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>${head}
<link rel="icon" href="data:,">
<style>${verbatim(style)}</style>
</head>
<body>${body}</body>
</html>`.markup

export const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map(([first = '']) => first)
    .join('')
    .slice(0, 2)
    .toUpperCase()

/** A page for somebody who is signed in. */
export function shell({ account, session, section, title }: Frame, main: Markup): string {
  const nav = sections.map(
    ([name, label]) => html`<a href="/${name}" data-spa class="${name === section && 'active'}">${label}</a>`,
  )
  const body = html`
<header class="navbar"><a class="brand" href="/tickets">${account.name}</a><nav>${nav}</nav>
<form role="search" onsubmit="return false"><input type="search" placeholder="Search everywhere" aria-label="Search"></form>
<span class="user"><span class="avatar">${initialsOf(session.name)}</span>${session.name}</span></header>
<div id="main">${main}</div>
<script>${verbatim(script)}</script>`
  return document(
    `${title} - ${account.name}`,
    html`<meta name="csrf-token" content="${session.csrf}">`,
    body,
  )
}

export function signInPage(account: SyncroAccount, problem: string | null): string {
  const choices = account.technicians.map(
    ({ name, email }, at) => html`
<label class="choice"><input type="radio" name="user[email]" value="${email}"${at === 0 && verbatim(' checked')}>
<span class="avatar">${initialsOf(name)}</span><span>${name}<small>${email}</small></span></label>`,
  )
  const body = html`
<div id="main"><form class="sign-in" method="post" action="/users/sign_in"><h1>${account.name}</h1>
<div class="widget"><div class="widget-content">${problem && html`<div class="alert">${problem}</div>`}${choices}
<button class="btn btn-primary" type="submit" data-testid="sign-in">Sign in</button></div></div></form></div>`
  return document(`Sign in - ${account.name}`, html``, body)
}

/** "26 minutes ago", as people read it. */
export function ago(then: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - then) / 60_000))
  if (minutes < 1) return 'just now'
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}

const labelClasses: Record<string, string> = {
  'In Progress': 'progress',
  Resolved: 'resolved',
  'Waiting on Customer': 'waiting',
}
export const statusLabel = (status: string) =>
  html`<span class="label ${labelClasses[status]}">${status}</span>`
