/** How Graph refuses a request. */
export class GraphRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>
  /** What says more than the code */
  readonly details: readonly { code: string; message: string; target: string }[] | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Record<string, string> = {},
    details?: GraphRefusal['details'],
  ) {
    super(message)
    this.details = details
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export const badRequest = (message: string) => new GraphRefusal(400, 'Request_BadRequest', message)

export const unsupportedQuery = (message: string) =>
  new GraphRefusal(400, 'Request_UnsupportedQuery', message)

/** A query that OData itself cannot parse. */
export const unparsable = (message: string) => new GraphRefusal(400, 'BadRequest', message)

export const denied = () =>
  new GraphRefusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')

export const notFound = (id: string) =>
  new GraphRefusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )

/** What needs Entra ID P1 or P2 in a tenant that has neither. */
export const nonPremium = () =>
  new GraphRefusal(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  )
