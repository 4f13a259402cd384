/** Answers as Syncro gives them: JSON everywhere below /api, HTML elsewhere. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}

export function page(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}

export const notFound = () => json(404, { message: 'Not found' })
/** Also what a missing permission of the key looks like: 401, not 403. */
export const notPermitted = () =>
  json(401, { error: 'Not authorized. Please ask account admin to update your group permissions.' })
export const badKey = () => json(401, { error: 'Invalid API key.' })
/** Tickets, comments and customers: `message` is a list. */
export const invalid = (message: string[]) => json(422, { success: false, message })
/** Contacts: one error comes as a string, several as a list. */
export const invalidContact = (record: unknown, errors: string[]) =>
  json(422, { record, errors: errors.length === 1 ? errors[0] : errors })
