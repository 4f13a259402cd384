import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Names under which a Chromium is installed that loads unpacked extensions; Google-branded Chrome no longer does. */
const names = ['chromium', 'chromium-browser']

/** The path of a Chromium, or null: `CHROMIUM` first, then PATH. */
export function findChromium() {
  return findBrowser(process.env.CHROMIUM, names)
}

/** The first that can be run: `chosen`, else one of those names on PATH; null = none. */
export function findBrowser(chosen, names) {
  const places = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [chosen, ...places].find((path) => path && isExecutable(path)) ?? null
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
