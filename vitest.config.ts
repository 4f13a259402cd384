import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'
import { worldEnv } from './test/world/env.ts'

const referenceFolder =
  process.env.SIDELIGHT_REFERENCE ?? fileURLToPath(new URL('../shared/reference/data', import.meta.url))

function referenceFile(url: string): Response {
  const path = `${referenceFolder}/${basename(new URL(url).pathname)}`
  return existsSync(path) ? new Response(readFileSync(path)) : new Response(null, { status: 404 })
}

/** The first folder below test/ says the runtime. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'shared',
          include: ['test/shared/**/*.test.ts', 'test/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { ...worldEnv, TEST_MIGRATIONS: await readD1Migrations('./migrations') },
              // Tests hand the world to the worker in its own isolate; whatever gets past it is refused here.
              // Reference data of Microsoft's, where it is at hand; a file that is not there is a 404.
              serviceBindings: {
                REFERENCE: (request: { url: string }) => referenceFile(request.url) as never,
              },
              outboundService: () => new Response('Nothing may leave the embedded world.', { status: 599 }),
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/setup.ts'],
          disableConsoleIntercept: true,
          testTimeout: 30_000,
        },
      },
      {
        plugins: [await WxtVitest({ root: 'extension' })],
        // These tests belong to the extension's type program, which Vite does not find from where they lie.
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'extension',
          include: ['test/extension/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['test/extension/setup.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/e2e/build.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
