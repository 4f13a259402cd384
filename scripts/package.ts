// What is shipped: the worker's bundle (dist/worker), and of the extension for each browser a package for its store
// (dist/extension/sidelight-<version>-<browser>.zip) and a folder to load unpacked (dist/extension/<browser>-mv3).
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { browsers, buildExtension, buildWorker, zipExtension } from './build.ts'

const folder = fileURLToPath(new URL('../dist/extension', import.meta.url))

buildWorker()
console.log('dist/worker/index.js')
for (const browser of browsers) {
  zipExtension(browser)
  // Again, with what a store refuses: the key that fixes the id of an unpacked extension.
  buildExtension({ forTests: false, browser })
}
for (const name of readdirSync(folder).sort()) console.log(`dist/extension/${name}`)
