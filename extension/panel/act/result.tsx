import { i18n } from '#i18n'
import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import { titleSaid } from '../../action-said.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Footer, Page, Section } from '../../ui/page.tsx'
import { Step, type StepState } from '../../ui/step.tsx'
import { woven } from '../../ui/woven.tsx'
import { useEscape } from '../escape.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import type { Errand } from './errand.ts'
import { PersonLine } from './person-line.tsx'
import { Secret } from './secret.tsx'

interface ResultProps {
  errand: Errand
  outcome: ActionOutcome
  view: PersonView
  ticket: TicketInfo | null
  onDone: () => void
}

const titles: Record<ActionOutcome['outcome'], (action: string) => string> = {
  done: (action) => i18n.t('panel.act.done', { action }),
  refused: (action) => i18n.t('panel.act.refused', { action }),
  failed: (action) => i18n.t('panel.act.notDone', { action }),
  unknown: (action) => i18n.t('panel.act.notKnown', { action }),
}
const states: Record<ActionOutcome['outcome'], StepState> = {
  done: 'done',
  refused: 'failed',
  failed: 'failed',
  unknown: 'unknown',
}

/** What happened, step by step, and what is shown once. */
export function Result({ errand, outcome, view, ticket, onDone }: ResultProps) {
  useEscape(onDone)
  const action = actionOf(errand.action)
  const title = action ? titleSaid(action) : errand.action
  return (
    <Page>
      <Bar
        title={titles[outcome.outcome](title)}
        subtitle={ticket ? i18n.t('panel.act.ticket', { number: ticket.number }) : undefined}
        onBack={onDone}
      />
      <Body>
        <PersonLine view={view} />
        {outcome.secret && <Secret {...outcome.secret} />}
        <Verdict outcome={outcome} />
        <Section title={i18n.t('panel.act.outcome')}>
          <ul class="steps">
            {outcome.steps.length > 0 ? (
              outcome.steps.map((step) => <Step key={step.title} {...step} />)
            ) : (
              <Step state={states[outcome.outcome]} title={outcome.text} />
            )}
            <NoteStep note={outcome.note} ticket={ticket} />
          </ul>
        </Section>
        <Section title={i18n.t('panel.act.onRecord')}>
          <p class="record">
            <span>
              {woven(i18n.t('panel.act.auditEntry', { number: '{number}' }), {
                number: <code>{outcome.auditId}</code>,
              })}
            </span>
            <CopyButton value={outcome.auditId} what={i18n.t('panel.act.auditNumber')} />
          </p>
        </Section>
      </Body>
      <Footer>
        <span class="push" />
        <Button kind="primary" onClick={onDone}>
          {i18n.t('panel.act.done2')}
        </Button>
      </Footer>
    </Page>
  )
}

/** What the steps alone do not say. */
function Verdict({ outcome: { outcome, text, next, steps, repeated } }: Pick<ResultProps, 'outcome'>) {
  if (outcome === 'done' && repeated) {
    return (
      <Notice kind="info" title={i18n.t('panel.act.hadBeenDoneBeforeYou')}>
        {text} {i18n.t('panel.act.anythingShownOnlyOnceNot')} {next}
      </Notice>
    )
  }
  if (outcome === 'done' && !next && steps.every(({ state }) => state === 'done')) {
    return steps.length > 0 ? <p role="status">{text}</p> : null
  }
  return (
    <Notice kind={outcome === 'unknown' || outcome === 'done' ? 'warning' : 'danger'} title={text}>
      {next}
    </Notice>
  )
}

const notes: Record<Exclude<ActionOutcome['note'], 'none'>, { state: StepState; text: string | null }> = {
  written: { state: 'done', text: i18n.t('panel.act.whatDoneByWhomAnd2') },
  waiting: { state: 'waiting', text: i18n.t('panel.act.ticketSystemNotAnsweringNote') },
  failed: { state: 'failed', text: i18n.t('panel.act.ticketSystemDidNotTake') },
}
function NoteStep({ note, ticket }: { note: ActionOutcome['note']; ticket: TicketInfo | null }) {
  if (note === 'none' || !ticket) return null
  return <Step {...notes[note]} title={i18n.t('panel.act.privateNoteOnTicket', { number: ticket.number })} />
}
