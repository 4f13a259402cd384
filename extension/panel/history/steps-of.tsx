import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { allDone } from '../step-count.ts'
import { StepLine } from '../step-line.tsx'

const pollMilliseconds = 2000

/** The steps of an action as they are now, and the way to go on with what is missing. */
export function StepsOf({ actionId, onResume }: { actionId: string; onResume: () => void }) {
  const { data, error } = useRead(
    'actions.get',
    { actionId },
    { poll: (last) => (last?.state === 'running' ? pollMilliseconds : false) },
  )
  if (error) return <ErrorNotice error={error} what={i18n.t('panel.history.stepsNotRead')} />
  if (!data) return <Skeleton rows={3} height={40} />
  return (
    <>
      <p class="quiet">{allDone(data.steps)}</p>
      <ul class="steps">
        {data.steps.map((step) => (
          <StepLine key={step.id ?? step.title} step={step} />
        ))}
      </ul>
      {data.resumable && (
        <Button size="small" icon={icons.refresh} onClick={onResume}>
          {i18n.t('panel.history.goOn')}
        </Button>
      )}
    </>
  )
}
