import { i18n } from '#i18n'
import type { ActionOutcome } from '#shared/contract.ts'
import { Notice } from '../../ui/notice.tsx'

/** What the steps alone do not say. */
export function Verdict({ outcome: { outcome, text, next, steps, repeated } }: { outcome: ActionOutcome }) {
  if (outcome === 'done' && repeated) {
    return (
      <Notice kind="info" title={i18n.t('panel.act.hadBeenDoneBeforeYou')}>
        {text} {i18n.t('panel.act.anythingShownOnlyOnceNot')} {next}
      </Notice>
    )
  }
  const own = steps.filter(({ manual }) => !manual)
  if (outcome === 'done' && !next && own.every(({ state }) => state === 'done')) {
    return steps.length > 0 ? <p role="status">{text}</p> : null
  }
  return (
    <Notice kind={outcome === 'unknown' || outcome === 'done' ? 'warning' : 'danger'} title={text}>
      {next}
    </Notice>
  )
}
