import { i18n } from '#i18n'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { isolate } from '../../ui/isolate.ts'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { Progress } from '../../ui/progress.tsx'
import { FirstPlans } from '../first-plans.tsx'
import { hashOf } from '../route.ts'
import type { Wanted } from './names.ts'
import type { Creating } from './use-create-each.ts'

interface CreatingProps {
  state: Creating
  system: string
  onStop: () => void
  onRepeat: (wanted: readonly Wanted[]) => void
  onLeave: () => void
}
/** How far creating is, what came of it, and the way on. */
export function CreatingNow({ state, system, onStop, onRepeat, onLeave }: CreatingProps) {
  const { isRunning, of, done, failed, left } = state
  if (isRunning) return <Running state={state} system={system} onStop={onStop} />
  const again = [...failed, ...left]
  return (
    <>
      {done > 0 && (
        <Notice
          kind="success"
          title={i18n.t('console.suggestions.organisationsCreated', done, {
            count: countText(done),
            of: countText(of),
            system,
          })}
        >
          {i18n.t('console.suggestions.nothingElseWritten')}
        </Notice>
      )}
      <NotCreated failed={failed} />
      {left.length > 0 && (
        <Notice
          kind="warning"
          title={i18n.t('console.suggestions.notTried', left.length, { count: countText(left.length) })}
        >
          {i18n.t('console.suggestions.theyStayAmongSuggestions')}
        </Notice>
      )}
      <FirstPlans />
      <div class="buttons">
        {again.length > 0 && (
          <Button kind="primary" onClick={() => onRepeat(again)}>
            {i18n.t('console.suggestions.tryAgainFor', { count: countText(again.length) })}
          </Button>
        )}
        <Button onClick={onLeave}>{i18n.t('console.suggestions.backToSuggestions')}</Button>
      </div>
    </>
  )
}

function Running({ state, system, onStop }: Pick<CreatingProps, 'state' | 'system' | 'onStop'>) {
  const { of, done, failed, now, waitsFor } = state
  const ended = done + failed.length
  return (
    <>
      <Progress label={i18n.t('console.suggestions.creatingIn', { system })} value={ended} max={of} />
      <p role="status">
        {i18n.t('console.suggestions.createdOf', { done: countText(done), of: countText(of) })}{' '}
        {failed.length > 0 &&
          i18n.t('console.suggestions.notCreated', failed.length, { count: countText(failed.length) })}
      </p>
      <p class="quiet creating-now">
        {waitsFor ? (
          waitsFor === 'system' ? (
            i18n.t('console.suggestions.waitsForSystem', { system })
          ) : (
            i18n.t('console.suggestions.waitsForServer')
          )
        ) : (
          <>
            {i18n.t('console.suggestions.now')} <Foreign>{now}</Foreign>
          </>
        )}
      </p>
      <NotCreated failed={failed} />
      <p class="quiet">{i18n.t('console.suggestions.youMayLeave')}</p>
      <div class="buttons">
        <Button onClick={onStop}>{i18n.t('console.suggestions.stopAfterThis')}</Button>
      </div>
    </>
  )
}

function NotCreated({ failed }: Pick<Creating, 'failed'>) {
  if (failed.length === 0) return null
  return (
    <Notice
      kind="warning"
      title={i18n.t('console.suggestions.organisationsNotCreated', failed.length, {
        count: countText(failed.length),
      })}
    >
      <ul class="plain-list">
        {failed.map(({ tenantId, tenantName, why }) => (
          <li key={tenantId}>
            <Foreign>{tenantName}</Foreign>: {why}{' '}
            <a class="link" href={hashOf({ screen: 'map', tenantId })}>
              {i18n.t('console.suggestions.chooseFor')}
              <span class="only-spoken">: {isolate(tenantName)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
