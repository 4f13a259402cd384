import type { Browser } from '../../world/browser.ts'

/** Ends the extension's service worker, as the browser does after half a minute of rest: its memory is gone, it wakes when it is asked. */
export async function stopBackground({ context, extensionId }: Browser): Promise<void> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const { targetInfos } = await devtools.send('Target.getTargets')
  const own = targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
  )
  if (!own) throw new Error('The service worker is not running.')
  await devtools.send('Target.closeTarget', { targetId: own.targetId })
  await page.close()
}
