import type { SeedTenant } from '../../world/people.ts'
import type { Stage } from '../../world/stage.ts'

/** What a Global Administrator's browser does with the consent link: agree, and follow to the end. */
export async function followConsent(stage: Stage, tenant: SeedTenant, link: string): Promise<void> {
  for (let next: string | null = link; next; ) {
    const back = await stage.world.microsoft.consentLink(next, { tenantId: tenant.id, accept: true })
    const { status, location, html } = await stage.visit(back)
    if (status >= 400) throw new Error(`The consent came back with ${status}: ${html.slice(0, 300)}`)
    next = location
  }
}
