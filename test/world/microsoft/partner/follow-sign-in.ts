import { partnerAccount } from '../../people.ts'

/** What a browser does with the partner's sign-in link: picks an account (null = cancels). Gives where it is sent. */
export async function followSignIn(
  fetch: (request: Request) => Promise<Response>,
  url: string,
  accountId: string | null = partnerAccount.id,
): Promise<string> {
  const page = await fetch(new Request(url))
  if (page.status !== 200) throw new Error(`Microsoft refuses the sign-in link: ${await page.text()}`)
  await page.text()
  const body = new URLSearchParams({ account: accountId ?? '' })
  const answer = await fetch(new Request(url, { method: 'POST', body }))
  const location = answer.headers.get('location')
  if (!location) throw new Error(`Microsoft refuses the sign-in: ${await answer.text()}`)
  return location
}
