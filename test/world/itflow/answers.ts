/** Answers as ITFlow gives them: status 200 for nearly everything, `success` as text. */
function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

/** 401 without a key, 500 after an SQL error: not a word. */
export const silent = (status: number) =>
  new Response(null, { status, headers: { 'content-type': 'application/json' } })

export const wrongKey = () =>
  json(401, { success: 'False', message: 'Authentication failed. API key is invalid or has expired.' })
export const denied = (message: string) => json(403, { success: 'False', message })
export const wrongMethod = (method: string) =>
  json(405, { success: 'False', message: `Can only send ${method} requests to this endpoint.` })

/** Past the end, an empty table, nothing found: all the same. */
export const rows = (data: object[]) =>
  data.length > 0
    ? json(200, { success: 'True', count: data.length, data })
    : json(200, {
        success: 'False',
        message: 'No resource (for this client and company) with the specified parameter(s).',
      })

export const created = (id: number | null) =>
  id === null
    ? json(200, {
        success: 'False',
        message:
          'Auth success but insert query failed, ensure ALL required variables are provided and database schema is up-to-date.',
      })
    : json(200, { success: 'True', count: '1', data: [{ insert_id: id }] })

export const changed = (count: number) =>
  count > 0
    ? json(200, { success: 'True', count })
    : json(200, {
        success: 'False',
        message:
          'Auth success but update query failed/returned no results. Ensure ALL required variables are provided.',
      })

export const page = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      ...headers,
    },
  })
