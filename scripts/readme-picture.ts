import { readFileSync } from 'node:fs'
import type { Browser } from '../test/world/browser.ts'

/** Pictures side by side as one, in their own size. */
export async function drawReadmePicture(
  browser: Browser,
  pictures: readonly string[],
  target: string,
): Promise<void> {
  const source = (path: string) => `data:image/png;base64,${readFileSync(path).toString('base64')}`
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 4000, height: 1200 })
  const images = pictures.map((path) => `<img src="${source(path)}">`).join('')
  await page.setContent(
    `<body style="margin:0"><div style="display:inline-flex;gap:2px;align-items:flex-start;background:#c8c8c8">${images}</div></body>`,
  )
  await page.locator('div').screenshot({ path: target })
  await page.close()
}
