import { raw } from 'hono/html'

/** The look of the few pages that the worker itself shows: Fluent's colours, light and dark, no fonts to fetch. */
export const pageStyle = raw(`
:root { color-scheme: light dark; --page: #f5f5f5; --surface: #fff; --text: #242424; --quiet: #616161; --line: #e0e0e0;
  --done: #0e700e; --waiting: #0f6cbd; --failed: #b10e1c; }
@media (prefers-color-scheme: dark) { :root { --page: #141414; --surface: #292929; --text: #fff; --quiet: #adadad;
  --line: #525252; --done: #54b054; --waiting: #479ef5; --failed: #eeacb2; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--page);
  color: var(--text); font: 14px/20px "Segoe UI", system-ui, sans-serif; }
main { width: 100%; max-width: 480px; padding: 32px; background: var(--surface); border: 1px solid var(--line);
  border-top: 4px solid var(--tone); border-radius: 8px; overflow-wrap: anywhere; }
main.done { --tone: var(--done); } main.waiting { --tone: var(--waiting); } main.failed { --tone: var(--failed); }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 26px; font-weight: 600; }
p { margin: 0 0 8px; }
.brand { display: flex; align-items: center; gap: 8px; margin-bottom: 24px; font-weight: 600; }
.quiet { margin: 16px 0 0; color: var(--quiet); }
`)

/** The product's mark, as in the extension. */
export const mark = raw(
  '<svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0f6cbd"/>' +
    '<circle cx="13" cy="11.5" r="4.2" fill="#fff"/><path fill="#fff" d="M5.5 24.2c0-4.3 3.3-6.7 7.5-6.7s7.5 2.4 7.5 6.7' +
    'c0 .7-.5 1.3-1.3 1.3H6.8c-.8 0-1.3-.6-1.3-1.3Z"/><rect x="23.2" y="6.8" width="3.6" height="18.7" rx="1.8" fill="#ffc83d"/></svg>',
)
