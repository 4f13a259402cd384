import { readFileSync } from 'node:fs'
import type { Browser } from '../test/world/browser.ts'

/** The README's picture: the ticket with its card, and the side panel beside it, as in a browser window. */
export async function drawReadmePicture(
  browser: Browser,
  ticket: string,
  panel: string,
  target: string,
): Promise<void> {
  const source = (path: string) => `data:image/png;base64,${readFileSync(path).toString('base64')}`
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 1682, height: 860 })
  await page.setContent(
    `<body style="margin:0;display:flex;gap:2px;background:#c8c8c8"><img src="${source(ticket)}"><img src="${source(panel)}"></body>`,
  )
  await page.screenshot({ path: target })
}
