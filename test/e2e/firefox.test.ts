import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension } from '../../scripts/build.ts'
import { type Firefox, findFirefox, openFirefox } from '../world/firefox.ts'
import type { FirefoxTab } from '../world/firefox-tab.ts'
import { syncroAccount } from '../world/people.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { ticketIds } from '../world/syncro/seed.ts'
import { prepare } from './walk/without-browser.ts'

const hasFirefox = findFirefox() !== null
if (!hasFirefox) console.log('There is no Firefox on this machine, so the extension is not driven in one.')

const psa = `https://${syncroAccount.subdomain}.syncromsp.com`
let stage: Stage
let firefox: Firefox
let settings: FirefoxTab

beforeAll(async () => {
  if (!hasFirefox) return
  buildExtension({ forTests: false, browser: 'firefox' })
  stage = await openStage()
  await prepare(stage, () => {})
})
afterAll(() => stage?.close())

/** One story on the package that is shipped: each part goes on where the one before it ended. */
describe.runIf(hasFirefox)('in a real Firefox', () => {
  beforeAll(async () => {
    firefox = await openFirefox({ port: stage.port, policy: null })
    settings = await firefox.newTab(firefox.page('options.html'))
  })
  afterAll(() => firefox?.close())

  it('is set up and signed in, through Firefox’s own redirect address', async () => {
    await settings.press('fluent-text-input')
    await settings.type('https://sidelight.example')
    await settings.press('fluent-button', 'Check and save')
    await settings.press('fluent-button', 'Sign in with Microsoft')
    await (await firefox.opened('login.microsoftonline.com')).close()
    await settings.until(
      'the end of waiting',
      async () => !(await settings.text()).includes('A window of login.microsoftonline.com is open.'),
    )
    // A closed window is a decision, and no failure.
    expect(await settings.text()).not.toContain('You are not signed in.')
    await settings.press('fluent-button', 'Sign in with Microsoft')
    const login = await firefox.opened('login.microsoftonline.com')
    await login.press('[data-testid=account-ruben]')
    await settings.says('Ruben Deskwright')
  })

  it('keeps the sign-in when the page is closed and the token has ended, without a window', async () => {
    await settings.run(`async () => { await browser.storage.session.remove(['accessToken', 'account']) }`)
    await settings.goTo(firefox.page('options.html?again'))
    await settings.says('Sign out')
    await settings.says('Ruben Deskwright')
  })

  it('asks for one host, in Firefox’s prompt', async () => {
    await settings.press('fluent-button', `Enable on Syncro, ${syncroAccount.subdomain}.syncromsp.com`)
    const prompt = `document.getElementById('addon-webext-permissions-notification')`
    await firefox.chrome.until('the prompt', async () =>
      String(await firefox.chrome.run(`() => ${prompt}?.textContent ?? ''`)).includes(
        `${syncroAccount.subdomain}.syncromsp.com`,
      ),
    )
    await firefox.chrome.run(`() => { ${prompt}.button.click() }`)
    await settings.says('The card shows on tickets here.')
  })

  it('shows on a ticket who it is about, in the sidebar too, and opens the panel as a tab', async () => {
    const ticket = await firefox.newTab(`${psa}/`)
    await ticket.press('[data-testid=sign-in]')
    await ticket.until('the page after signing in', () =>
      ticket.run(
        `() => document.readyState === 'complete' && !document.querySelector('[data-testid=sign-in]')`,
      ),
    )
    await ticket.goTo(`${psa}/tickets/${ticketIds.mara}`)
    await ticket.says('Mara Ellingsworth')
    await ticket.says('Can sign in')
    await firefox.showSidebar()
    const sidebar = `() => browser.extension.getViews({ type: 'sidebar' })[0]?.document.body.innerText ?? ''`
    await settings.until('the person in the sidebar', async () =>
      String(await settings.run(sidebar)).includes('mara.ellingsworth'),
    )
    // What the sidebar has just kept may wake it once more.
    await settings.until(
      'a sleeping background',
      async () => (await firefox.suspendBackground()) === 'stopped',
    )
    await ticket.press('button', 'Open panel')
    const panel = await firefox.opened(`sidepanel.html?host=${syncroAccount.subdomain}.syncromsp.com`)
    await panel.says('mara.ellingsworth')
    await panel.says('Account')
  })

  it('leaves nothing behind when signed out', async () => {
    await settings.press('fluent-button', 'Sign out')
    // The page of the ticket is still open, and its tab is remembered.
    const kept = `async () => [...Object.keys(localStorage), ...Object.keys(await browser.storage.session.get())].join(' ')`
    await settings.until('an empty memory', async () =>
      /^((card|ticket)-\d+ ?)*$/.test(String(await settings.run(kept))),
    )
  })

  it('has made no error, and lets nothing out but to Microsoft, the PSA and the worker', async () => {
    expect(await firefox.errors()).toEqual([])
    expect(stage.world.strays).toEqual([])
  })
})

describe.runIf(hasFirefox)('in a Firefox with a policy', () => {
  it('has the first step of the first run done by the administrator', async () => {
    firefox = await openFirefox({ port: stage.port, policy: { serverAddress: 'https://sidelight.example' } })
    try {
      settings = await firefox.newTab(firefox.page('options.html'))
      await settings.says('Set by your company.')
      await settings.says('Sign in with Microsoft')
      expect(await settings.text()).not.toContain('Check and save')
    } finally {
      await firefox.close()
    }
  })

  it('is told what is wrong with a policy', async () => {
    firefox = await openFirefox({ port: stage.port, policy: { serverAddress: 7 } })
    try {
      settings = await firefox.newTab(firefox.page('options.html'))
      await settings.says('“serverAddress” is 7. It must be text.')
    } finally {
      await firefox.close()
    }
  })
})
