import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Mapping, Output } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { useEscape } from '../../ui/use-escape.ts'
import { woven } from '../../ui/woven.tsx'

type Answer = Output<'plans.undo'>
interface UndoProps {
  mappingId: string
  mapping: Mapping | undefined
}

/** Asks first what would be taken back and what would stay; only then there is a button that does it. */
export function Undo({ mappingId, mapping }: UndoProps) {
  const off = useOff('plans.undo')
  const ask = useWrite('plans.undo')
  const write = useWrite('plans.undo', ['history.list', 'plans.get', 'plans.waiting', 'tenants.list'])
  const [stage, setStage] = useState<{ at: 'rest' | 'asked' | 'done'; answer: Answer | null }>({
    at: 'rest',
    answer: null,
  })
  const leave = () => setStage({ at: 'rest', answer: null })
  useEscape(leave, stage.at === 'asked')
  const name = mapping?.organisationName ?? i18n.t('console.history.organisation2')
  return (
    <section class="undo" aria-label={i18n.t('console.history.undo')}>
      <div class="buttons">
        <Button
          icon={icons.undo}
          off={off}
          busy={ask.isPending}
          onClick={() =>
            ask.mutate(
              { mappingId, dryRun: true },
              { onSuccess: (answer) => setStage({ at: 'asked', answer }) },
            )
          }
        >
          {i18n.t('console.history.undoLastRun')}
        </Button>
        <span class="quiet">
          {off ??
            woven(i18n.t('console.history.firstYouSeeWhatIt', { name: '{name}' }), {
              name: <Foreign>{name}</Foreign>,
            })}
        </span>
      </div>
      {ask.error && <ErrorNotice error={ask.error} what={i18n.t('console.history.itCouldNotBeFound')} />}
      {stage.at === 'asked' && stage.answer && (
        <Asked
          answer={stage.answer}
          busy={write.isPending}
          onUndo={() =>
            write.mutate({ mappingId }, { onSuccess: (answer) => setStage({ at: 'done', answer }) })
          }
          onLeave={leave}
        />
      )}
      {write.error && <ErrorNotice error={write.error} what={i18n.t('console.history.nothingUndone')} />}
      {stage.at === 'done' && stage.answer && <Done answer={stage.answer} />}
    </section>
  )
}

interface AskedProps {
  answer: Answer
  busy: boolean
  onUndo: () => void
  onLeave: () => void
}
function Asked({ answer, busy, onUndo, onLeave }: AskedProps) {
  const { planId, undoes, remains } = answer
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const isNothing = planId === null || undoes === 0
  return (
    <div class="surface surface-padded undo-asked">
      <h2 class="undo-title" ref={heading} tabIndex={-1}>
        {isNothing
          ? i18n.t('console.history.thereNothingToUndo')
          : i18n.t('console.history.takeBackChanges', undoes, { count: countText(undoes) })}
      </h2>
      {!isNothing && <p>{i18n.t('console.history.valuesGoBackWhereNobody')}</p>}
      <Remains remains={remains} />
      <div class="buttons">
        {!isNothing && (
          <Button kind="primary" icon={icons.undo} busy={busy} onClick={onUndo}>
            {i18n.t('console.history.undoChanges', undoes, { count: countText(undoes) })}
          </Button>
        )}
        <Button onClick={onLeave}>
          {isNothing ? i18n.t('console.history.close') : i18n.t('console.history.leaveItAsIt')}
        </Button>
      </div>
    </div>
  )
}

function Remains({ remains }: Pick<Answer, 'remains'>) {
  if (remains.length === 0) return null
  return (
    <details open={remains.length <= 5}>
      <summary>
        {i18n.t('console.history.changesStayAndWhy', remains.length, { count: countText(remains.length) })}
      </summary>
      <ul class="plain-list remains">
        {remains.map((entry) => (
          <li key={`${entry.personId} ${entry.contactId}`} class="remains-line">
            <Foreign>{entry.displayName}</Foreign>
            <span class="quiet">{entry.why}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Done({ answer: { undoes, remains } }: { answer: Answer }) {
  return (
    <Notice
      kind="success"
      title={i18n.t('console.history.changesTakenBackOrOn', undoes, { count: countText(undoes) })}
    >
      {i18n.t('console.history.nextPlanOrganisationWaitsFor')}
      <Remains remains={remains} />
    </Notice>
  )
}
