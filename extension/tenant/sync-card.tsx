import type { SyncProgress, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Progress } from '../ui/progress.tsx'
import { Step } from '../ui/step.tsx'
import { ago, momentOf, timeOfDay } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'

export function SyncCard({ tenant }: { tenant: TenantDetail }) {
  const start = useWrite('tenants.sync', ['tenants.get', 'tenants.list'])
  const isRunning = tenant.sync.running || tenant.syncing || start.isPending
  return (
    <section class="card" aria-label="Sync">
      {isRunning ? (
        <Running sync={tenant.sync} persons={tenant.persons} />
      ) : (
        <Resting tenant={tenant} onStart={() => start.mutate({ tenantId: tenant.id })} />
      )}
      {start.error && <ErrorNotice error={start.error} what="The sync was not started." />}
      {!isRunning && <Failures sync={tenant.sync} />}
      <p role="status" class="only-spoken">
        {isRunning
          ? headline(tenant.sync)
          : tenant.sync.finishedAt
            ? `Sync ended at ${timeOfDay(tenant.sync.finishedAt)}.`
            : ''}
      </p>
    </section>
  )
}

function Resting({ tenant, onStart }: { tenant: TenantDetail; onStart: () => void }) {
  const now = useNow()
  const off = useOff('tenants.sync')
  const { lastSyncAt, nextSyncAt, sync } = tenant
  const look = lookOf(tenant)
  const changed = sync.resources.reduce((sum, resource) => sum + resource.changed, 0)
  return (
    <div class="card-row">
      <Icon of={look.icon} tone={look.tone} />
      <span class="row-text">
        <strong>
          {lastSyncAt ? `Synced ${momentOf(lastSyncAt, now)}, ${ago(lastSyncAt, now)}` : 'Not synced yet'}
        </strong>
        <span class="quiet">
          {lastSyncAt ? changedText(changed) : 'The first sync reads every person.'}
          {nextSyncAt ? ` · next about ${momentOf(nextSyncAt, now)}` : ''}
        </span>
      </span>
      <Button icon={icons.sync} off={off} onClick={onStart}>
        Sync now
      </Button>
    </div>
  )
}

function lookOf({ state, lastSyncAt, sync }: TenantDetail): { icon: string; tone: Tone } {
  if (sync.resources.some((resource) => resource.state === 'failed'))
    return { icon: icons.warning, tone: 'warning' }
  // Of a stopped tenant this is history, not a success.
  if (state === 'stopped') return { icon: icons.history, tone: 'neutral' }
  return lastSyncAt ? { icon: icons.done, tone: 'success' } : { icon: icons.circle, tone: 'neutral' }
}

const changedText = (changed: number) =>
  changed === 0 ? 'Nothing had changed' : changed === 1 ? '1 change' : `${changed} changes`

function Running({ sync, persons }: { sync: SyncProgress; persons: number }) {
  const now = useNow(1)
  const seconds = sync.startedAt ? Math.max(0, Math.round((now - Date.parse(sync.startedAt)) / 1000)) : null
  const done = sync.resources.filter(({ state }) => state === 'done' || state === 'failed').length
  return (
    <>
      <div class="card-row">
        <strong class="row-text">{headline(sync)}</strong>
        <span class="quiet">{seconds === null ? '' : `${seconds} s`}</span>
      </div>
      <Progress
        label="Sync"
        value={sync.resources.length > 0 ? done : undefined}
        max={Math.max(1, sync.resources.length)}
      />
      <ul class="steps">
        {sync.resources.map((resource) => (
          <Step key={resource.name} {...stepOf(resource)} />
        ))}
      </ul>
      <p class="quiet">
        {persons > 0 ? 'The last known stays in place until then. ' : ''}You can close this window; the sync
        goes on.
      </p>
    </>
  )
}

function headline({ resources }: SyncProgress): string {
  const running =
    resources.find(({ state }) => state === 'running') ?? resources.find(({ state }) => state === 'waiting')
  if (!running) return 'Syncing'
  return running.read > 0
    ? `Reading ${running.title.toLocaleLowerCase()}: ${running.read} so far`
    : `Reading ${running.title.toLocaleLowerCase()}`
}

function stepOf({ state, title, read, changed, problem }: SyncProgress['resources'][number]) {
  const figures = read > 0 ? `${read}` : undefined
  if (problem)
    return { state, title, text: [problem.text, problem.next].filter(Boolean).join(' '), end: figures }
  const text =
    state === 'waiting'
      ? undefined
      : changed > 0
        ? `${changed} new or changed`
        : state === 'done'
          ? 'Nothing had changed'
          : undefined
  return { state, title, text, end: state === 'waiting' ? undefined : figures }
}

/** Parts of the last sync that failed; the others hold. */
function Failures({ sync }: { sync: SyncProgress }) {
  const failed = sync.resources.filter(({ state }) => state === 'failed')
  if (failed.length === 0) return null
  return (
    <ul class="steps">
      {failed.map((resource) => (
        <Step key={resource.name} {...stepOf(resource)} />
      ))}
    </ul>
  )
}
