import { i18n } from '#i18n'
import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import { titleSaid } from '../../action-said.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Bar, Body, Footer, Page, Section } from '../../ui/page.tsx'
import { Step, type StepState } from '../../ui/step.tsx'
import { woven } from '../../ui/woven.tsx'
import { useEscape } from '../escape.ts'
import { StepLine } from '../step-line.tsx'
import type { TicketInfo } from '../ticket-bar.tsx'
import type { Errand } from './errand.ts'
import { HandoverLink } from './handover-link.tsx'
import { NoteStep } from './note-step.tsx'
import { PersonLine } from './person-line.tsx'
import { Secret } from './secret.tsx'
import type { Beginning } from './stage.ts'
import { Verdict } from './verdict.tsx'
import { WaysOn } from './ways-on.tsx'

interface ResultProps {
  errand: Errand
  outcome: ActionOutcome
  view: PersonView
  ticket: TicketInfo | null
  onBegin: (beginning: Beginning) => void
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
export function Result({ errand, outcome, view, ticket, onBegin, onDone }: ResultProps) {
  useEscape(onDone)
  const action = actionOf(errand.action)
  const title = action ? titleSaid(action) : errand.action
  const isPartly = outcome.outcome === 'failed' && outcome.steps.some(({ state }) => state === 'done')
  return (
    <Page>
      <Bar
        title={isPartly ? i18n.t('panel.act.partlyDone', { action: title }) : titles[outcome.outcome](title)}
        subtitle={ticket ? i18n.t('panel.act.ticket', { number: ticket.number }) : undefined}
        onBack={onDone}
      />
      <Body>
        <PersonLine view={view} />
        {outcome.secret && <Secret {...outcome.secret} />}
        {outcome.handover && <HandoverLink {...outcome.handover} />}
        <Verdict outcome={outcome} />
        <WaysOn errand={errand} outcome={outcome} view={view} onBegin={onBegin} />
        <Section title={i18n.t('panel.act.outcome')}>
          <ul class="steps">
            {outcome.steps.length > 0 ? (
              outcome.steps.map((step) => <StepLine key={step.id ?? step.title} step={step} />)
            ) : (
              <Step state={states[outcome.outcome]} title={outcome.text} />
            )}
            {ticket && <NoteStep outcome={outcome} ticket={ticket} />}
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
