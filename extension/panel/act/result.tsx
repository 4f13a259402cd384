import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import { titleSaid } from '../../action-said.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Footer, Page, Section } from '../../ui/page.tsx'
import { Step, type StepState } from '../../ui/step.tsx'
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

const titles: Record<ActionOutcome['outcome'], string> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Not done',
  unknown: 'Not known',
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
        title={`${title}: ${titles[outcome.outcome].toLowerCase()}`}
        subtitle={ticket ? `Ticket ${ticket.number}` : undefined}
        onBack={onDone}
      />
      <Body>
        <PersonLine view={view} />
        {outcome.secret && <Secret {...outcome.secret} />}
        <Verdict outcome={outcome} />
        <Section title="Outcome">
          <ul class="steps">
            {outcome.steps.length > 0 ? (
              outcome.steps.map((step) => <Step key={step.title} {...step} />)
            ) : (
              <Step state={states[outcome.outcome]} title={outcome.text} />
            )}
            <NoteStep note={outcome.note} ticket={ticket} />
          </ul>
        </Section>
        <Section title="On record">
          <p class="record">
            <span>
              Audit entry <code>{outcome.auditId}</code>
            </span>
            <CopyButton value={outcome.auditId} what="audit number" />
          </p>
        </Section>
      </Body>
      <Footer>
        <span class="push" />
        <Button kind="primary" onClick={onDone}>
          Done
        </Button>
      </Footer>
    </Page>
  )
}

/** What the steps alone do not say. */
function Verdict({ outcome: { outcome, text, next, steps, repeated } }: Pick<ResultProps, 'outcome'>) {
  if (outcome === 'done' && repeated) {
    return (
      <Notice kind="info" title="This had been done before you asked again">
        {text} Anything shown only once is not shown again. {next}
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
  written: { state: 'done', text: 'What was done, by whom, and the outcome.' },
  waiting: { state: 'waiting', text: 'The ticket system is not answering. The note is sent by itself.' },
  failed: { state: 'failed', text: 'The ticket system did not take it. The record here is complete.' },
}
function NoteStep({ note, ticket }: { note: ActionOutcome['note']; ticket: TicketInfo | null }) {
  if (note === 'none' || !ticket) return null
  return <Step {...notes[note]} title={`Private note on ticket ${ticket.number}`} />
}
