// Makes a fresh machine ready: the packages of the lock file, and Chromium where the system's package manager has it.
// Plain JavaScript without dependencies: it runs on whatever Node is at hand (20 or newer) before anything is installed.
//   node scripts/setup.mjs [--browser=required|wanted]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const browser = process.argv.find((argument) => argument.startsWith('--browser='))?.slice('--browser='.length)

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  })
  return !error && status === 0
}

/** Installs when the lock file is not the one that was installed last. */
function installPackages() {
  const stamp = `${root}node_modules/.sidelight-lock`
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (installed === wanted && existsSync(`${root}node_modules/.bin/node`)) return
  console.log('Installing packages (once) …')
  // The lock file decides the versions and is left as it is. Not `npm ci`: it refuses a lock file that lacks the
  // optional packages of platforms other than the one it was written on, and some registries lack those.
  // The wrong-engine warnings kept quiet are about the Node that runs npm; every script runs on the Node 22 it installs.
  if (!run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('npm install failed; its message stands above.')
  }
  writeFileSync(stamp, wanted)
}

/** Types and modules that WXT makes from its settings and locales: tests and editors read them. */
function prepareExtension() {
  if (existsSync(`${root}extension/.wxt/i18n/index.ts`)) return
  if (!run('wxt', ['prepare', 'extension', '--level=warn']))
    fail('wxt prepare failed; its message stands above.')
}

function installChromium() {
  if (findChromium()) return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = existsSync('/usr/bin/apt-get')
  if (apt && (asRoot.length === 0 || run('sudo', ['-n', 'true'], { stdio: 'ignore' }))) {
    console.log('Installing Chromium from the system’s packages (once) …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const get = (...args) => {
      const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0', ...args]
      return run(command, rest, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    }
    get('update')
    get('install', '-y', 'chromium')
  }
  if (findChromium()) return
  const how =
    'Install Chromium (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM to the path of one.'
  if (browser === 'required') fail(`The end-to-end tests need Chromium, and there is none. ${how}`)
  console.log(`There is no Chromium, so no browser will be driven. ${how}`)
}

function fail(message) {
  console.error(`\n${message}`)
  process.exit(1)
}

installPackages()
prepareExtension()
if (browser) installChromium()
