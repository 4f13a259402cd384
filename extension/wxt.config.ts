import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig, type UserManifest } from 'wxt'
import product from '../package.json' with { type: 'json' }
import { extensionKey } from './key.ts'

/** The end-to-end build has the embedded PSA granted: no one can accept a prompt headless. */
const forTests = process.env.SIDELIGHT_E2E === '1'
/** What a store takes: Chrome's and Edge's give the id themselves and refuse a manifest with a key. */
const forStore = process.env.SIDELIGHT_STORE === '1'

const permissions = ['storage', 'identity', 'scripting'] as const

/** Chrome and Edge. 126: URL.parse. */
const chromium: UserManifest = {
  // Without the panel's permission there is no side_panel, which WXT adds for its entry point.
  permissions: [...permissions, 'sidePanel'],
  minimum_chrome_version: '126',
  storage: { managed_schema: 'managed-schema.json' },
  ...(forStore ? {} : { key: extensionKey }),
}

/** Firefox takes managed storage without a schema. What is sent: https://mzl.la/firefox-builtin-data-consent */
const firefox: UserManifest = {
  permissions: [...permissions],
  browser_specific_settings: {
    gecko: {
      id: 'sidelight@sidelight.example',
      // The oldest that knows data_collection_permissions on every platform.
      strict_min_version: '142.0',
      data_collection_permissions: {
        required: ['authenticationInfo', 'browsingActivity', 'personallyIdentifyingInfo', 'websiteContent'],
      },
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
const sources = [
  'extension/**',
  'shared/**',
  'package.json',
  'package-lock.json',
  'tsconfig*.json',
  'LICENSE',
]
/** Icons that the panel does not draw: popup and full pages have a file of them. */
const elsewhere = [
  ...['add', 'alert', 'arrow_(?:down|download|swap|undo|up)', 'building_multiple', 'clipboard_task', 'edit'],
  ...['filter', 'globe', 'hand_right', 'link', 'navigation', 'panel_right', 'pause'],
  ...['person_(?:add|arrow_back|prohibited)', 'plug', 'shield_checkmark'],
].join('|')
const sharedParts = [
  {
    name: 'icons',
    test: new RegExp(`svg-icons/icons/(?:${elsewhere})\\w*_(?:regular|filled)`),
    minShareCount: 3,
    priority: 1,
  },
  {
    name: 'parts',
    test: new RegExp(`svg-icons|extension/ui/(?!${apart.join('|')})[\\w-]+\\.tsx?$`),
    minShareCount: 3,
  },
]

export default defineConfig({
  outDir: process.env.SIDELIGHT_OUT ?? '../dist/extension',
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  manifestVersion: 3,
  // Mozilla's reviewers build the Firefox package again: npm install, then npx wxt zip extension -b firefox.
  zip: {
    artifactTemplate: 'sidelight-{{version}}-{{browser}}.zip',
    sourcesTemplate: 'sidelight-{{version}}-firefox-sources.zip',
    sourcesRoot: fileURLToPath(new URL('..', import.meta.url)),
    includeSources: sources,
  },
  vite: () => ({
    plugins: [preact()],
    build: { target: 'esnext', rolldownOptions: { output: { codeSplitting: { groups: sharedParts } } } },
  }),
  manifest: ({ browser }) => ({
    default_locale: 'en',
    name: '__MSG_extension_name__',
    version: product.version,
    description: '__MSG_extension_description__',
    optional_host_permissions: ['https://*/*'],
    content_security_policy: {
      // The backend's address is set at run time, so any https address may be connected to, and nothing else.
      extension_pages:
        "script-src 'self'; object-src 'self'; connect-src 'self' https:; frame-ancestors 'none';",
    },
    action: { default_title: '__MSG_extension_name__' },
    ...(browser === 'firefox' ? firefox : chromium),
    ...(forTests ? { host_permissions: ['https://*.syncromsp.com/*'] } : {}),
  }),
})
