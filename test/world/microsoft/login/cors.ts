/** The token endpoint answers single-page applications of any origin, and says so. */
export function corsOf(request: Request): Record<string, string> {
  const origin = request.headers.get('origin')
  if (!origin) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'content-type',
    'access-control-max-age': '86400',
    vary: 'Origin',
  }
}
