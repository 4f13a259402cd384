// Draws extension/public/icon/*.png from extension/public/mark.svg:  node scripts/icons.ts
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('../extension/public/', import.meta.url))
const executablePath = findChromium()
if (!executablePath) throw new Error('There is no Chromium. Install it or set CHROMIUM to the path of one.')
const mark = readFileSync(`${root}mark.svg`, 'utf8')
mkdirSync(`${root}icon`, { recursive: true })

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${mark}`,
  )
  await page.screenshot({ path: `${root}icon/${size}.png`, omitBackground: true })
  await page.close()
}
await browser.close()
