import { i18n } from '#i18n'
import type { ActionDefinition } from '#shared/actions/define.ts'
import { titleSaid } from '../../action-said.ts'
import { useRead } from '../../query.ts'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Page, Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { allDone } from '../step-count.ts'
import { StepLine } from '../step-line.tsx'
import type { TicketInfo } from '../ticket-bar.tsx'
import type { Errand } from './errand.ts'
import { PersonLine } from './person-line.tsx'

interface RunningProps {
  errand: Errand
  action: ActionDefinition
  ticket: TicketInfo | null
}
const pollMilliseconds = 1000

/** An action in steps, as far as it has come; it goes on when the panel is closed. */
export function Running({ errand, action, ticket }: RunningProps) {
  const { data } = useRead(
    'actions.get',
    { key: errand.key },
    { poll: (last) => (last?.state === 'ended' ? false : pollMilliseconds) },
  )
  const steps = data?.steps ?? []
  return (
    <Page>
      <Bar
        title={i18n.t('panel.act.underWay', { action: titleSaid(action) })}
        subtitle={ticket ? i18n.t('panel.act.ticket', { number: ticket.number }) : undefined}
      />
      <Body>
        <PersonLine view={errand.view} />
        <Section title={i18n.t('panel.act.steps')}>
          <p class="quiet" role="status">
            {steps.length > 0 ? allDone(steps) : i18n.t('panel.act.begins')}
          </p>
          {steps.length === 0 ? (
            <Skeleton rows={5} height={40} />
          ) : (
            <ul class="steps">
              {steps.map((step) => (
                <StepLine key={step.id ?? step.title} step={step} />
              ))}
            </ul>
          )}
        </Section>
        <Notice kind="info" title={i18n.t('panel.act.youMayClose')}>
          {i18n.t('panel.act.stepsGoOn')}
        </Notice>
      </Body>
    </Page>
  )
}
