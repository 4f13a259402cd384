import type { Page } from 'playwright-core'
import type { SeedTenant } from '../../world/people.ts'
import { popupSize, type Scene } from './scene.ts'

/** Connects a tenant from the popup: consent to both applications on Microsoft's pages. Leaves the popup open. */
export async function connectTenant({ browser, report, shoot }: Scene, tenant: SeedTenant): Promise<Page> {
  const popup = await browser.open('popup.html', popupSize)
  await popup.getByText('No tenant is connected yet').waitFor()
  await shoot(popup, '04-popup-empty')
  await popup.getByRole('button', { name: 'Connect tenant' }).click()
  await popup.getByRole('heading', { name: 'What Sidelight will be able to do there' }).waitFor()
  await shoot(popup, '05-popup-connect')

  const opened = browser.context.waitForEvent('page')
  await popup.getByRole('button', { name: 'Open consent page' }).click()
  const consent = await opened
  // The reader's consent leads to the operator's, on the same tenant.
  await consent.getByTestId(`tenant-${tenant.domain}`).click()
  await consent.getByTestId('accept').click()
  await consent
    .getByTestId('app-name')
    .filter({ hasText: /operator/i })
    .waitFor()
  await consent.getByTestId('accept').click()
  await consent.waitForURL(/sidelight\.example/)
  await shoot(consent, '06-consent-answer')
  await consent.close()

  await popup.getByText(`Connected: ${tenant.name}`).waitFor()
  report(
    'Connect',
    `${tenant.name} agreed to reader and operator on Microsoft’s pages; proved by a token and /organization`,
  )
  return popup
}
