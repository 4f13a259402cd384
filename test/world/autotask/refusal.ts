/** Autotask says everything that is wrong with what it was sent as a list, with status 500. */
export const refusal = (errors: string[], status = 500) => Response.json({ errors }, { status })
