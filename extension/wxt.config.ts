import preact from '@preact/preset-vite'
import { defineConfig, type UserManifest } from 'wxt'
import product from '../package.json' with { type: 'json' }
import { extensionKey } from '../test/world/extension-key.ts'

/** The end-to-end build: a fixed id, and the embedded PSA granted because no one can accept a prompt headless. */
const forTests = process.env.SIDELIGHT_E2E === '1'
const testManifest: UserManifest = { key: extensionKey, host_permissions: ['https://*.syncromsp.com/*'] }

const firefoxSettings = {
  gecko: {
    id: 'sidelight@sidelight.example',
    strict_min_version: '140.0',
    data_collection_permissions: {
      required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteActivity'],
    },
  },
}

/**
 * Small parts that three screens or more draw come as one file: each by itself they would be some forty requests of a few
 * hundred bytes. What brings a large control along, or only popup and full pages draw, is fetched with its screen.
 */
const apart = [
  'progress',
  'text-input',
  'toggle',
  'choice',
  'form',
  'field-control',
  'select',
  'diff',
  'chip',
  'options',
  'later',
  'line-chart',
  'draw-lines',
]
const sharedParts = [
  {
    name: 'parts',
    test: new RegExp(`svg-icons|extension/ui/(?!${apart.join('|')})[\\w-]+\\.tsx?$`),
    minShareCount: 3,
  },
]

export default defineConfig({
  outDir: '../dist/extension',
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact()],
    build: { target: 'esnext', rolldownOptions: { output: { codeSplitting: { groups: sharedParts } } } },
  }),
  manifest: ({ browser }) => ({
    default_locale: 'en',
    name: '__MSG_extension_name__',
    version: product.version,
    description: '__MSG_extension_description__',
    // Every permission is used: settings and session, sign-in, panel, the script on PSA pages a person enabled.
    permissions:
      browser === 'firefox'
        ? ['storage', 'identity', 'scripting']
        : ['storage', 'identity', 'sidePanel', 'scripting'],
    optional_host_permissions: ['https://*/*'],
    ...(browser === 'firefox'
      ? { browser_specific_settings: firefoxSettings }
      : { minimum_chrome_version: '123' }),
    content_security_policy: {
      // The backend's address is set at run time, so any https address may be connected to, and nothing else.
      extension_pages:
        "script-src 'self'; object-src 'self'; connect-src 'self' https:; frame-ancestors 'none';",
    },
    action: { default_title: '__MSG_extension_name__' },
    ...(forTests ? testManifest : {}),
  }),
})
