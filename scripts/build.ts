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

/**
 * The extension: dist/extension/chrome-mv3. `forTests` adds the manifest key (a fixed id) and host permissions
 * for the embedded PSA (no one can accept a permission prompt in a headless browser), nothing else.
 */
export function buildExtension({ forTests }: { forTests: boolean }): void {
  run('wxt', ['build', 'extension'], { SIDELIGHT_E2E: forTests ? '1' : '' })
}
