import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const extension = 'dist/extension/chrome-mv3'
/** Limits in kB (1000 bytes), gzipped. A page counts with what its first paint loads. */
const limits: { title: string; files: (root: string) => string[]; maxKilobytes: number }[] = [
  { title: 'worker', files: (root) => [join(root, 'dist/worker/index.js')], maxKilobytes: 400 },
  {
    title: 'content script',
    files: (root) => [join(root, extension, 'content-scripts/psa.js')],
    maxKilobytes: 20,
  },
  { title: 'background', files: (root) => [join(root, extension, 'background.js')], maxKilobytes: 40 },
  {
    title: 'side panel, first paint',
    files: (root) => firstPaint(join(root, extension), 'sidepanel.html'),
    maxKilobytes: 90,
  },
  {
    title: 'popup, first paint',
    files: (root) => firstPaint(join(root, extension), 'popup.html'),
    maxKilobytes: 90,
  },
  {
    title: 'full pages, first paint',
    files: (root) => firstPaint(join(root, extension), 'console.html'),
    maxKilobytes: 90,
  },
]

/** What a page loads before it can paint: its scripts, their static imports, its styles. */
function firstPaint(folder: string, page: string): string[] {
  const seen = new Set<string>()
  const queue = [
    ...readFileSync(join(folder, page), 'utf8').matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g),
  ].map((match) => match[1] ?? '')
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    if (!file.endsWith('.js')) continue
    const text = readFileSync(join(folder, file), 'utf8')
    const imports = text.matchAll(/(?:from|import)\s?"(\.\/[^"]+\.js)"/g)
    for (const [, path = ''] of imports) queue.push(join(file, '..', path))
  }
  return [...seen].map((file) => join(folder, file))
}

const gzipped = (files: string[]) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)

export function bundleSizes(root: string): { lines: string[]; exceeded: string[] } {
  const lines: string[] = []
  const exceeded: string[] = []
  for (const { title, files, maxKilobytes } of limits) {
    const paths = files(root).filter((path) => existsSync(path))
    if (paths.length === 0) {
      exceeded.push(`${title} (missing)`)
      continue
    }
    const kilobytes = gzipped(paths) / 1000
    lines.push(`${title}: ${kilobytes.toFixed(1)} kB of ${maxKilobytes} kB gzipped`)
    if (kilobytes > maxKilobytes) exceeded.push(title)
  }
  return { lines, exceeded }
}
