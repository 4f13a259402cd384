import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Names under which a Chromium is installed that loads unpacked extensions; Google-branded Chrome no longer does. */
const names = ['chromium', 'chromium-browser']

/** The path of a Chromium, or null: `CHROMIUM` first, then PATH. */
export function findChromium() {
  const places = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [process.env.CHROMIUM, ...places].find((path) => path && isExecutable(path)) ?? null
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
