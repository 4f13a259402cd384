// What is shipped: the worker bundle (dist/worker) and the extension, unpacked and as a zip (dist/extension).
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildWorker } from './build.ts'

buildWorker()
console.log('worker     dist/worker/index.js')
const root = fileURLToPath(new URL('..', import.meta.url))
const { status } = spawnSync('wxt', ['zip', 'extension'], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
