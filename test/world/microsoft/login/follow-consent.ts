type Fetch = (request: Request) => Promise<Response>

/** Walks the consent pages as an administrator's browser does, and gives the address it ends at. */
export async function followConsent(
  fetch: Fetch,
  url: string,
  { tenantId, accept }: { tenantId: string; accept: boolean },
): Promise<string> {
  const page = await fetch(new Request(url))
  if (page.status !== 200) throw new Error(`Microsoft refuses the consent link: ${await page.text()}`)
  await page.text()
  const body = new URLSearchParams({ tenant: tenantId, decision: accept ? 'accept' : 'cancel' })
  const answer = await fetch(new Request(url, { method: 'POST', body }))
  const location = answer.headers.get('location')
  if (!location) throw new Error(`Microsoft refuses the consent: ${await answer.text()}`)
  return location
}
