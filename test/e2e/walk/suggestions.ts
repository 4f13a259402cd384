import { syncroAccount } from '../../world/people.ts'
import type { Stage } from '../../world/stage.ts'
import type { Scene } from './scene.ts'
import { until } from './until.ts'

type Report = Scene['report']

export async function connectionId(stage: Stage): Promise<string> {
  const { connections } = await stage.call('psas.list', {})
  const found = connections.find(({ account }) => account === syncroAccount.subdomain)
  if (!found) throw new Error('Syncro is not connected.')
  return found.id
}

/** Reads the account's organisations; says what they may be. */
export async function suggest(stage: Stage, report: Report): Promise<void> {
  const input = { connectionId: await connectionId(stage) }
  await stage.call('mappings.suggest', { ...input, refresh: true })
  const { suggestions } = await until('the suggestions', async () => {
    const answer = await stage.call('mappings.suggest', input)
    return answer.state === 'ready' ? answer : null
  })
  for (const { tenantName, organisationName, confidence, reason } of suggestions)
    report('Suggested', `${tenantName} → ${organisationName}, ${confidence}: ${reason}`)
}
