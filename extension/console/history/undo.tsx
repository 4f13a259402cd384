import { useEffect, useRef, useState } from 'preact/hooks'
import type { Mapping, Output } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { changesWord } from '../../plan/kinds.ts'
import { useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { useEscape } from '../../ui/use-escape.ts'

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
  const name = mapping?.organisationName ?? 'this organisation'
  return (
    <section class="undo" aria-label="Undo">
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
          Undo last run
        </Button>
        <span class="quiet">
          {off ?? (
            <>
              Of <Foreign>{name}</Foreign>. First you see what it would take back.
            </>
          )}
        </span>
      </div>
      {ask.error && <ErrorNotice error={ask.error} what="It could not be found out what can be undone." />}
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
      {write.error && <ErrorNotice error={write.error} what="Nothing was undone." />}
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
        {isNothing ? 'There is nothing to undo' : `Take back ${changesWord(undoes)}?`}
      </h2>
      {!isNothing && (
        <p>
          Values go back where nobody has edited them since, contacts that the run made become inactive, its
          links go. The next plan then waits for approval.
        </p>
      )}
      <Remains remains={remains} />
      <div class="buttons">
        {!isNothing && (
          <Button kind="primary" icon={icons.undo} busy={busy} onClick={onUndo}>
            Undo {changesWord(undoes)}
          </Button>
        )}
        <Button onClick={onLeave}>{isNothing ? 'Close' : 'Leave it as it is'}</Button>
      </div>
    </div>
  )
}

function Remains({ remains }: Pick<Answer, 'remains'>) {
  if (remains.length === 0) return null
  return (
    <details open={remains.length <= 5}>
      <summary>
        {changesWord(remains.length)} {remains.length === 1 ? 'stays' : 'stay'}, and why
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
    <Notice kind="success" title={`${changesWord(undoes)} taken back or on the way`}>
      The next plan of this organisation waits for approval.
      <Remains remains={remains} />
    </Notice>
  )
}
