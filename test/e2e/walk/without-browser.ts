import { syncroAccount, tenants } from '../world/people.ts'
import type { Stage } from '../world/stage.ts'
import { until } from './until.ts'

/** Says what happened, one line a step. */
export type Report = (step: string, detail: string) => void

const [contoso] = tenants

/** The main job without a browser: everything that the extension asks of the worker, in the order of a first day. */
export async function walkApi(stage: Stage, report: Report): Promise<void> {
  if (!contoso) throw new Error('The embedded world has no tenant.')
  const { call, world } = stage

  const { url, attempt } = await call('tenants.connect', { apps: 'both' })
  await followConsent(stage, url)
  const tenantId = contoso.id
  report('Connect', `${contoso.name}: reader and operator consented`)

  const tenant = await until('the first sync', async () => {
    const found = await call('tenants.get', { tenantId })
    return found.lastSyncAt && !found.sync.running ? found : null
  })
  const seats = tenant.licences
    .filter(({ free }) => !free)
    .map(({ name, assigned, usable }) => `${name} ${assigned}/${usable}`)
  report(
    'Sync',
    `${tenant.persons} persons, ${tenant.score.length} days of Secure Score; ${seats.join(', ')}`,
  )

  const connection = await call('psas.connect', { psa: 'syncro', credentials: { ...syncroAccount } })
  const { organisations } = await call('organisations.list', {
    connectionId: connection.id,
    query: contoso.name,
  })
  report(
    'PSA',
    `Syncro ${connection.account} as ${connection.connectedAs}; ${organisations.length} organisation found`,
  )

  const rule = { department: { include: [], exclude: ['Laboratory'] } }
  const preview = await call('rules.preview', { tenantId, rule })
  report(
    'Rule',
    `${preview.belong} of ${preview.total} belong; ${preview.reasons.map(({ reason, count }) => `${count} × ${reason}`).join(' · ')}`,
  )
  const mapping = await call('mappings.set', {
    tenantId,
    connectionId: connection.id,
    organisationId: String(contoso.organisationId),
    rule,
  })

  const plan = await until('the first plan', async () => {
    const found = await call('plans.get', { mappingId: mapping.id })
    return found.state === 'waiting' ? found : null
  })
  const { create, link, update, review } = plan.counts
  report('Plan', `${create} create, ${link} link, ${update} update, ${review} to review; nothing written yet`)
  await call('plans.approve', { planId: plan.id })
  await until('the contacts', async () =>
    (await call('plans.get', { mappingId: mapping.id })).state === 'done' ? true : null,
  )
  const held = world.syncro
    .account(syncroAccount.subdomain)
    .contacts.filter(({ customer_id }) => customer_id === contoso.organisationId)
  report('Contacts', `${held.length} contacts of ${contoso.name} in Syncro`)

  void attempt
}

/** What a Global Administrator's browser does with the consent link: agree, and follow to the end. */
async function followConsent(stage: Stage, link: string): Promise<void> {
  let next: string | null = link
  while (next) {
    const back: string = await stage.world.microsoft.consentLink(next, {
      tenantId: contoso?.id ?? '',
      accept: true,
    })
    const { status, location, html } = await stage.visit(back)
    if (status >= 400) throw new Error(`The consent came back with ${status}: ${html.slice(0, 300)}`)
    next = location
  }
}
