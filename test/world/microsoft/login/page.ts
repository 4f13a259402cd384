/** The pages of login.microsoftonline.com: in the general manner of Microsoft's sign-in, in a design of our own. */
const style = `
  :root { color-scheme: light dark }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
    font: 15px/1.45 'Segoe UI', 'Open Sans', system-ui, sans-serif; color: #1b1a19;
    background: radial-gradient(80rem 40rem at 80% -10%, #dbe9f7, transparent), #f3f4f6 }
  main { width: 100%; max-width: 440px; padding: 40px 44px 36px; background: #fff; border-radius: 4px;
    box-shadow: 0 2px 6px rgb(0 0 0 / .12), 0 14px 40px rgb(0 0 0 / .08) }
  .brand { display: flex; align-items: center; gap: 8px; margin-bottom: 18px; color: #5e5e5e; font-weight: 600 }
  .brand i { width: 20px; height: 20px; border-radius: 50%; background: conic-gradient(#2f6fb5, #4fa3a5, #7a5cc2, #2f6fb5) }
  h1 { margin: 0 0 6px; font-size: 24px; font-weight: 600; line-height: 1.25 }
  p { margin: 0 0 16px; color: #55534f }
  ul { list-style: none; margin: 0 0 18px; padding: 0; border-top: 1px solid #e6e4e1 }
  li { border-bottom: 1px solid #e6e4e1 }
  li.permission { padding: 7px 2px }
  li.permission small { display: block; color: #6b6964; font-size: 12.5px }
  .account { display: flex; width: 100%; align-items: center; gap: 14px; padding: 12px 8px; border: 0; background: none;
    color: inherit; font: inherit; text-align: left; text-decoration: none; cursor: pointer }
  .account:hover, .account:focus-visible { background: #f1f5fa; outline: none }
  .account b { display: block; font-weight: 600 } .account small { color: #6b6964 }
  .initials { flex: none; width: 40px; height: 40px; display: grid; place-items: center; border-radius: 50%;
    background: #dfe8f3; color: #24527f; font-weight: 600 }
  .buttons { display: flex; justify-content: flex-end; gap: 10px }
  .buttons button { min-width: 108px; padding: 7px 14px; border: 1px solid #c8c6c2; border-radius: 2px; background: #fff;
    color: inherit; font: inherit; cursor: pointer }
  .buttons button.primary { border-color: #1f63ab; background: #1f63ab; color: #fff }
  code { font-size: 12.5px; color: #6b6964; overflow-wrap: anywhere }
  @media (prefers-color-scheme: dark) {
    body { background: #17191c; color: #eceae6 } main { background: #212428 }
    p, small, li.permission small, code, .brand { color: #aeaba4 !important } ul, li { border-color: #383c42 }
    .account:hover, .account:focus-visible { background: #2a2f36 } .buttons button { background: #2a2e34; border-color: #4a4f57 }
    .initials { background: #2b3c50; color: #b7d3f2 }
  }`

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export function htmlPage(title: string, body: string, init: ResponseInit = {}): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><div class="brand"><i></i>Embedded Entra</div>${body}</main></body></html>`
  return new Response(html, {
    ...init,
    headers: {
      'content-type': 'text/html;charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      ...init.headers,
    },
  })
}

export function initialsOf(name: string): string {
  return name
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
}

/** What cannot be sent back to the application is told to the person. */
export function errorPage(description: string, status: number): Response {
  return htmlPage(
    'Sign in to your account',
    `<h1>Sorry, but we’re having trouble signing you in.</h1><p data-testid="login-error">${escapeHtml(description)}</p>`,
    { status },
  )
}
