import { i18n } from '#i18n'
import type { SyncProgress, TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { problemSaid } from '../error-said.ts'
import { useWrite } from '../query.ts'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText, secondsText } from '../ui/number.ts'
import { Progress } from '../ui/progress.tsx'
import { Step } from '../ui/step.tsx'
import { ago, momentOf, timeOfDay } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'

export function SyncCard({ tenant }: { tenant: TenantDetail }) {
  const start = useWrite('tenants.sync', ['tenants.get', 'tenants.list'])
  const isRunning = tenant.sync.running || tenant.syncing || start.isPending
  return (
    <section class="card" aria-label={i18n.t('tenant.sync')}>
      {isRunning ? (
        <Running sync={tenant.sync} persons={tenant.persons} />
      ) : (
        <Resting tenant={tenant} onStart={() => start.mutate({ tenantId: tenant.id })} />
      )}
      {start.error && <ErrorNotice error={start.error} what={i18n.t('tenant.syncNotStarted')} />}
      {!isRunning && <Failures sync={tenant.sync} />}
      <p role="status" class="only-spoken">
        {isRunning
          ? headline(tenant.sync)
          : tenant.sync.finishedAt
            ? i18n.t('tenant.syncEndedAt', { time: timeOfDay(tenant.sync.finishedAt) })
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
          {lastSyncAt
            ? i18n.t('tenant.synced', { time: momentOf(lastSyncAt, now), ago: ago(lastSyncAt, now) })
            : i18n.t('tenant.notSyncedYet')}
        </strong>
        <span class="quiet">
          {lastSyncAt ? changedText(changed) : i18n.t('tenant.firstSyncReadsEveryPerson')}
          {nextSyncAt ? ` · ${i18n.t('tenant.nextAbout', { time: momentOf(nextSyncAt, now) })}` : ''}
        </span>
      </span>
      <Button icon={icons.sync} off={off} onClick={onStart}>
        {i18n.t('tenant.syncNow')}
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
  changed === 0
    ? i18n.t('tenant.nothingHadChanged')
    : i18n.t('tenant.changes', changed, { count: countText(changed) })

function Running({ sync, persons }: { sync: SyncProgress; persons: number }) {
  const now = useNow(1)
  const seconds = sync.startedAt ? Math.max(0, Math.round((now - Date.parse(sync.startedAt)) / 1000)) : null
  const done = sync.resources.filter(({ state }) => state === 'done' || state === 'failed').length
  return (
    <>
      <div class="card-row">
        <strong class="row-text">{headline(sync)}</strong>
        <span class="quiet">{seconds === null ? '' : secondsText(seconds)}</span>
      </div>
      <Progress
        label={i18n.t('tenant.sync')}
        value={sync.resources.length > 0 ? done : undefined}
        max={Math.max(1, sync.resources.length)}
      />
      <ul class="steps">
        {sync.resources.map((resource) => (
          <Step key={resource.name} {...stepOf(resource)} />
        ))}
      </ul>
      <p class="quiet">
        {persons > 0 ? i18n.t('tenant.lastKnownStaysCloseWindow') : i18n.t('tenant.youCanCloseWindow')}
      </p>
    </>
  )
}

function headline({ resources }: SyncProgress): string {
  const running =
    resources.find(({ state }) => state === 'running') ?? resources.find(({ state }) => state === 'waiting')
  if (!running) return i18n.t('tenant.syncing')
  return running.read > 0
    ? i18n.t('tenant.readingSoFar', { what: running.title, read: countText(running.read) })
    : i18n.t('tenant.reading', { what: running.title })
}

function stepOf({ state, title, read, changed, problem }: SyncProgress['resources'][number]) {
  const figures = read > 0 ? countText(read) : undefined
  if (problem) return { state, title, text: problemSaid(problem), end: figures }
  const text =
    state === 'waiting'
      ? undefined
      : changed > 0
        ? i18n.t('tenant.newOrChanged', { changed })
        : state === 'done'
          ? i18n.t('tenant.nothingHadChanged')
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
