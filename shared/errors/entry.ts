/**
 * One error code of the product: HTTP status, whether trying again can help, and the words shown to people. `text` says
 * what did not happen and why; `next` is the step that mends it.
 */
export interface ErrorEntry {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 502 | 503 | 504
  retry: Retry
  text: string
  next?: string
}

export const retries = ['no', 'later', 'afterFix'] as const
type Retry = (typeof retries)[number]
