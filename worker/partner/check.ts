import * as v from 'valibot'
import { AppError, errors } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { type DelegatedGraph, delegatedGraph } from '../graph/delegated.ts'
import { askCenter } from '../graph/partner-center.ts'
import { hasMfa } from '../graph/partner-token.ts'
import { findPartner, notePartner } from '../store/partner.ts'
import { forgetPartnerTokens, partnerToken } from './session.ts'

const Membership = v.object({
  id: v.pipe(v.string(), v.toLowerCase()),
  displayName: v.nullish(v.string()),
  '@odata.type': v.optional(v.string(), ''),
})

/** Ids of the groups that the account is in, directly or not, with their names. */
export async function groupsOfAccount(graph: DelegatedGraph): Promise<{ id: string; name: string }[]> {
  const groups: { id: string; name: string }[] = []
  let next: string | null = '/me/transitiveMemberOf?$select=id,displayName&$top=999'
  while (next !== null) {
    const page: Awaited<ReturnType<DelegatedGraph['page']>> = await graph.page(next)
    for (const item of page.items) {
      const { success, output } = v.safeParse(Membership, item)
      if (success && output['@odata.type'].endsWith('.group'))
        groups.push({ id: output.id, name: output.displayName ?? '' })
    }
    next = page.next
  }
  return groups
}

/**
 * Everything that working through the partner's account needs: multi-factor authentication in the token, membership in
 * AdminAgents (https://learn.microsoft.com/partner-center/permissions-overview), and Partner Center answering it.
 * Raises partner.*.
 */
export async function checkAccount(deps: Deps, tokens: { graph: string; center: string }): Promise<void> {
  if (!hasMfa(tokens.center)) throw new AppError('partner.noMfa')
  const groups = await groupsOfAccount(delegatedGraph(deps, async () => tokens.graph))
  if (!groups.some(({ name }) => name === 'AdminAgents')) throw new AppError('partner.notAdminAgent')
  await askCenter(deps, tokens.center, { method: 'GET', path: '/v1/customers?size=1' })
}

/** Microsoft ends a refresh token that is not used for 90 days: a new one is taken long before. */
const checkEveryMs = 20 * 3_600_000

/** What a new sign-in alone mends: asking once more says the same. */
const isOver = (code: string | null) => code === 'partner.revoked' || code === 'partner.lapsed'

/** By the hourly tick: looks at the connection once a day, and every hour while something is wrong that can be mended. */
export async function watchPartner(deps: Deps): Promise<void> {
  const row = await findPartner(deps)
  if (!row || row.sealed === '') return
  const isFailing = row.problemCode !== null && !isOver(row.problemCode)
  if (!isFailing && deps.now() - row.checkedAt < checkEveryMs) return
  forgetPartnerTokens(deps)
  try {
    const graph = await partnerToken(deps, 'graph')
    await checkAccount(deps, { graph, center: await partnerToken(deps, 'center') })
    await notePartner(deps, null)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isPassing = errors[error.code].retry === 'later'
    await notePartner(deps, { code: error.code, detail: error.detail ?? null }, isPassing)
  }
}
