import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const looks = ['light', 'dark', 'narrow'] as const

/** A page of all pictures in a folder: a line a screen, light, dark and narrow beside each other. Gives how many screens. */
export function writeGallery(folder: string): number {
  const files = new Set(readdirSync(folder).filter((file) => file.endsWith('.png')))
  const screens = [
    ...new Set([...files].map((file) => file.replace(/-(light|dark|narrow)\.png$/, ''))),
  ].sort()
  const rows = screens.map((screen) => {
    const pictures = looks
      .map((look) => `${screen}-${look}.png`)
      .filter((file) => files.has(file))
      .map((file) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${file}"></a>`)
    return `<section><h2>${screen}</h2><div>${pictures.join('')}</div></section>`
  })
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sidelight, every screen</title><style>
body { font: 14px system-ui; margin: 24px; color-scheme: light dark }
section div { display: flex; gap: 16px; align-items: start; overflow-x: auto }
img { max-height: 640px; border: 1px solid #8886 }
h2 { font-size: 14px; margin: 24px 0 8px }
</style><h1>Every screen</h1>${rows.join('\n')}</html>
`,
  )
  return screens.length
}
