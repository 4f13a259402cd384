import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

function run(command: string, args: string[], variables: Record<string, string> = {}): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Vitest says `test`, and the end-to-end tests would drive another build than the shipped one.
      NODE_ENV: 'production',
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      ...variables,
    },
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}

/** The worker as it would be deployed: dist/worker/index.js. */
export function buildWorker(): void {
  run('wrangler', ['deploy', '--dry-run', '--outdir', 'dist/worker'])
}

export const browsers = ['chrome', 'edge', 'firefox'] as const
export type BrowserName = (typeof browsers)[number]

interface ExtensionOptions {
  /** Adds host permissions for the embedded PSA (no one can accept a prompt in a headless browser), nothing else. */
  forTests: boolean
  browser?: BrowserName
  /** Default: dist/extension. */
  into?: string
}

/** The extension as a folder: dist/extension/<browser>-mv3. */
export function buildExtension({ forTests, browser = 'chrome', into = '' }: ExtensionOptions): void {
  const variables = { SIDELIGHT_E2E: forTests ? '1' : '', SIDELIGHT_STORE: '' }
  run('wxt', ['build', 'extension', '-b', browser], {
    ...variables,
    ...(into ? { SIDELIGHT_OUT: into } : {}),
  })
}

/** The package for a browser's store, for Firefox its sources too: dist/extension/*.zip. */
export function zipExtension(browser: BrowserName): void {
  run('wxt', ['zip', 'extension', '-b', browser], { SIDELIGHT_STORE: '1' })
}
