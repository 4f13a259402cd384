import { option, wholeSource } from './source.ts'

/** Verified domains of the tenant, as the sync read them; the default one first in the tenant's own order. */
export const domains = wholeSource([], async ({ tenant }) =>
  tenant.domains.map((name) =>
    option(name, name, { detail: name === tenant.domain ? 'The default one.' : null }),
  ),
)
