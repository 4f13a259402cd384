import type { Output, PartnerJob } from '../../../shared/contract.ts'
import { followSignIn } from '../../world/microsoft/partner/follow-sign-in.ts'
import type { Stage } from '../../world/stage.ts'
import { byApi, type Hands } from './hands.ts'
import { passHour, quiet } from './hour.ts'
import { approveAll } from './other-tenants.ts'
import { checkMirror } from './partner-mirror.ts'
import type { Scene } from './scene.ts'
import { connectionId, suggest } from './suggestions.ts'
import { until } from './until.ts'

type Report = Scene['report']

/** All customers of the partner at once: connect, choose, take in, map or create, approve together, and the hours after. */
export async function takeInCustomers(stage: Stage, report: Report, hands: Hands = byApi): Promise<void> {
  await connectPartner(stage, report)
  const customers = await readCustomers(stage, report)
  await stage.call('partner.onboard', { tenantIds: customers.map(({ tenantId }) => tenantId) })
  tellJobs(await endedJobs(stage), report)
  await passHour(stage)
  await checkMirror(stage, report)
  await mapCustomers(stage, report, hands)
  await approveAll(stage, report, hands)
  await passHour(stage)
}

/** Signs in as the partner's account; a sign-in that is broken off afterwards leaves the connection as it is. */
async function connectPartner(stage: Stage, report: Report): Promise<void> {
  const { status } = await signIn(stage)
  const { state, account, problem } = await stage.call('partner.get', {})
  if (status !== 200 || state !== 'connected') throw new Error(`The partner is ${state}: ${problem?.text}`)
  report('Partner', `${account} signed in with multi-factor authentication, an Admin agent`)
  await signIn(stage, null)
  const after = await stage.call('partner.get', {})
  if (after.state !== 'connected' || after.attempt?.state !== 'failed')
    throw new Error('A sign-in that was broken off disturbed the connection.')
  report('', `a second sign-in was broken off: “${after.attempt.problem?.text}” The first one holds.`)
}

async function signIn(stage: Stage, accountId?: string | null) {
  const { url } = await stage.call('partner.begin', {})
  return stage.visit(await followSignIn(stage.fetch, url, accountId))
}

type Customers = Output<'partner.customers'>['customers']

/** Waits until the customers were read; gives them all. */
async function readCustomers(stage: Stage, report: Report): Promise<Customers> {
  const { customers, counts } = await until('the customers', async () => {
    const answer = await stage.call('partner.customers', {})
    return answer.reading.finishedAt && !answer.reading.running ? answer : null
  })
  const { all, ready, missing, connected } = counts
  report(
    'Customers',
    `${all} by admin relationships: ${ready} ready, ${missing} lack something, ${connected} connected already`,
  )
  return customers
}

/** The last job of each customer, when all have come to their end. */
export function endedJobs(stage: Stage): Promise<PartnerJob[]> {
  return until('every customer to be taken in or explained', async () => {
    const { jobs } = await stage.call('partner.jobs', {})
    return jobs.length > 0 && jobs.every(({ state }) => state !== 'running') ? jobs : null
  })
}

/** A customer that was connected by its own consent: its tenant is not read a second time. */
export const isMerged = ({ state, steps }: PartnerJob) =>
  state === 'done' && !!steps.at(-1)?.text?.includes('by its own consent and through the partner')

function tellJobs(jobs: readonly PartnerJob[], report: Report): void {
  const done = jobs.filter((job) => job.state === 'done' && !isMerged(job))
  report('Taken in', `${done.length}: ${names(done)}; each by ${done[0]?.steps.length} steps`)
  for (const { name, problem } of jobs.filter(({ state }) => state === 'failed'))
    report('Explained', `${name}: ${problem?.text} ${problem?.next}`)
  for (const { name, steps } of jobs.filter(isMerged)) report('Merged', `${name}: ${steps.at(-1)?.text}`)
}

const names = (jobs: readonly PartnerJob[]) =>
  jobs
    .map(({ name }) => name)
    .sort()
    .join(', ')

/** Accepts what is certain, then what is likely, and has organisations made for the rest. */
async function mapCustomers(stage: Stage, report: Report, hands: Hands): Promise<void> {
  await suggest(stage, report)
  await hands.acceptCertain(stage)
  const input = { connectionId: await connectionId(stage) }
  const { suggestions, without } = await stage.call('mappings.suggest', input)
  const pairs = suggestions.map(({ tenantId, organisationId }) => ({ tenantId, organisationId }))
  if (pairs.length > 0) await stage.call('mappings.accept', { ...input, pairs })
  for (const { tenantId, tenantName } of without) {
    const { organisationName } = await stage.call('organisations.create', { ...input, tenantId })
    report('Created', `${tenantName} is in no list of the ticket system: ${organisationName} was made there`)
  }
  await quiet(stage)
}
