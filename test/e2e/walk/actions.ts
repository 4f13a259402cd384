import type { Page } from 'playwright-core'
import { tenantNamed } from '../../world/syncro/seed.ts'
import { reconcile } from './reconcile.ts'
import { panelSize, type Scene } from './scene.ts'

const contoso = tenantNamed('Contoso')

/** The panel about somebody, without a ticket. */
export async function openPerson({ browser, stage }: Scene, mail: string): Promise<Page> {
  const { id } = stage.world.microsoft.tenant(contoso.domain).user(mail)
  const panel = await browser.open(`sidepanel.html?tenantId=${contoso.id}&personId=${id}`, panelSize)
  await panel.getByRole('heading', { name: 'Account' }).waitFor()
  return panel
}

export async function choose(panel: Page, action: string): Promise<void> {
  await panel.getByRole('button', { name: 'All actions' }).click()
  await panel.getByRole('textbox', { name: 'Find an action' }).fill(action)
  await panel.locator('.menu-item').filter({ hasText: action }).first().click()
  await panel.getByRole('heading', { name: action }).waitFor()
}

/** The main button of a form. */
export const confirm = (panel: Page) => panel.locator('.form-end fluent-button[type=submit]').click()

/** Types the sign-in name, as destructive actions want it. */
export async function typeName(panel: Page, name: string): Promise<void> {
  await panel.getByRole('textbox', { name: `Type ${name} to confirm` }).fill(name)
}

/** A compromised account, secured; one step is refused, and it is gone on with. */
export async function secureAccount(scene: Scene, mail: string): Promise<void> {
  const { stage, shoot, report } = scene
  const panel = await openPerson(scene, mail)
  await choose(panel, 'Secure a compromised account')
  await shoot(panel, '61-panel-secure-form')
  await typeName(panel, mail)
  await panel.getByRole('combobox', { name: /How did you verify the caller/ }).selectOption('callBack')
  await shoot(panel, '62-panel-secure-confirm')
  stage.world.faults.add({
    match: ({ method, url }) => method === 'POST' && url.pathname.endsWith('/revokeSignInSessions'),
    respond: () =>
      Response.json({ error: { code: 'Authorization_RequestDenied', message: 'No.' } }, { status: 403 }),
  })
  await confirm(panel)
  await panel.getByRole('heading', { name: /done in part|not done/ }).waitFor()
  await shoot(panel, '63-panel-secure-steps')
  await panel.getByRole('button', { name: 'Go on with what is missing' }).click()
  await panel.getByText('What is done already is not done again').waitFor()
  await typeName(panel, mail)
  await confirm(panel)
  await panel.getByRole('heading', { name: 'Secure a compromised account: done' }).waitFor()
  await shoot(panel, '64-panel-secure-done')
  await panel.getByRole('button', { name: 'Done', exact: true }).click()
  await panel.getByRole('tab', { name: 'History' }).click()
  await panel.getByRole('button', { name: 'Show the steps' }).first().waitFor()
  await shoot(panel, '65-panel-history')
  await panel.close()
  report('Secured', `${mail}: one step was refused by Microsoft and done when it was gone on with`)
}

/** A new password as a one-time link; the link works once. Answers what its page showed. */
export async function oneTimeLink(scene: Scene, mail: string): Promise<string> {
  const { browser, shoot, report } = scene
  const panel = await openPerson(scene, mail)
  await choose(panel, 'Reset password')
  await panel.getByRole('radio', { name: 'Make a one-time link instead' }).check()
  await confirm(panel)
  await panel.getByText('One-time link, shown here once').waitFor()
  await shoot(panel, '66-panel-one-time-link')
  const url = (await panel.locator('.secret-link').textContent()) ?? ''
  const page = await browser.context.newPage()
  await page.goto(url)
  await shoot(page, '67-one-time-page')
  await page.getByRole('button', { name: 'Show it' }).click()
  const shown = (await page.locator('output').textContent()) ?? ''
  await shoot(page, '68-one-time-shown')
  await page.goto(url)
  await page.getByText('This link was opened already').waitFor()
  await shoot(page, '69-one-time-gone')
  if ((await page.content()).includes(shown) || (await panel.content()).includes(shown))
    throw new Error('What is shown once was shown elsewhere as well.')
  for (const one of [page, panel]) await one.close()
  report('Handed over', 'a new password by a one-time link: opened once, refused the second time')
  return shown
}

/** The licence of somebody, swapped in one go. */
export async function swapLicence(scene: Scene, mail: string, from: RegExp, to: RegExp): Promise<void> {
  const panel = await openPerson(scene, mail)
  await choose(panel, 'Swap')
  await pick(panel, 'Instead of', from)
  await pick(panel, 'New licence', to)
  await scene.shoot(panel, '60-panel-swap')
  await confirm(panel)
  await panel.getByRole('heading', { name: /: done$/ }).waitFor()
  await panel.getByRole('button', { name: 'Done', exact: true }).click()
  await panel.getByRole('tab', { name: 'Licences' }).click()
  await panel.getByRole('tabpanel').getByText(to).first().waitFor()
  await panel.close()
  scene.report('Swapped', `a licence of ${mail}, seen in the panel at once`)
}

async function pick(panel: Page, field: string, option: RegExp): Promise<void> {
  const group = panel.getByRole('group', { name: field })
  // What is chosen takes the place of the list.
  await group.getByRole('radio', { name: option }).first().click()
}

/** The record of all of it, the rules, and the record against Microsoft's own log. */
async function seeRecord({ stage, browser, shoot, report }: Scene): Promise<void> {
  for (const [name, path, shown] of [
    ['70-console-record', 'record', 'Secured the account of'],
    ['71-console-policy', 'policy', 'Say how the caller was verified'],
  ] as const) {
    const page = await browser.open(`console.html#/${path}`)
    await page.locator('main').getByText(shown).first().waitFor()
    await shoot(page, name)
    await page.close()
  }
  const { changes, rows } = await reconcile(stage)
  report(
    'Reconciled',
    `${changes} changes in Microsoft’s own log, each with its row; ${rows} outcomes on record, each done one with its change`,
  )
}

/** Everything that a technician does to persons, after the hours, and the record of it. */
export async function actOnPersons(scene: Scene): Promise<void> {
  await swapLicence(scene, `zoe.angstrom@${contoso.domain}`, /Business Basic/, /Business Premium/)
  await secureAccount(scene, `idris.fennimore@${contoso.domain}`)
  await oneTimeLink(scene, `anneliese.thornbury-whitcombe@${contoso.domain}`)
  await seeRecord(scene)
}
