import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionDefinition } from '#shared/actions/define.ts'
import type { PersonView } from '#shared/contract.ts'
import { type Fields, initialValues, type Values } from '#shared/field.ts'
import { titleSaid } from '../../action-said.ts'
import type { ApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { Form } from '../../ui/form.tsx'
import { OutLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { useEscape } from '../escape.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import { type Beside, keep, lackOf, needsOf, startOf } from './beside.ts'
import { ConfirmEnd } from './confirm-end.tsx'
import { allValues, askedFields, drawFor } from './fields-of.tsx'
import { PersonLine } from './person-line.tsx'
import { RefusalLink } from './refusal-link.tsx'

export interface Confirmation {
  values: Values<Fields>
  said: Beside
}
export interface ConfirmProps {
  view: PersonView
  action: ActionDefinition
  ticket: TicketInfo | null
  /** Account and ticket: what is remembered of the caller there. */
  place: string | null
  /** What the form begins with. */
  start: Values<Fields> | null
  /** It was begun before: what is done already is not done again. */
  isResumed: boolean
  /** Why the last try did nothing. */
  refusal: ApiError | null
  isRunning: boolean
  onConfirm: (confirmation: Confirmation) => void
  onBack: () => void
}
const policyFreshForMilliseconds = 60_000

/** The form of an action, who was verified how, and one sentence that says to whom what will happen. */
export function Confirm(props: ConfirmProps) {
  const { view, action, ticket, place, refusal, isResumed, isRunning, onConfirm, onBack } = props
  const [values, setValues] = useState<Values<Fields>>(() => ({
    ...initialValues(action.fields),
    ...props.start,
  }))
  const [said, setSaid] = useState(() => startOf(place))
  const [wrong, setWrong] = useState<string | null>(null)
  useEscape(isRunning ? null : onBack)
  const policy = useRead('actions.policy', {}, { freshFor: policyFreshForMilliseconds })
  const needs = needsOf(action, policy.data?.policy)
  const standing = view.actions.find(({ id }) => id === action.id)
  const off = standing?.off ?? null
  const lack = lackOf(said, needs, { hasTicket: ticket !== null, name: view.person.userPrincipalName })
  const submit = (parsed: Values<Fields>) => {
    const whole = allValues(action, parsed)
    const together = action.check?.(view.person, whole) ?? true
    if (together !== true) return setWrong(together)
    if (isRunning || off || lack) return
    keep(place, said)
    // How it was answered then is known to the server: only what was answered anew is sent.
    const sent = isResumed && !props.start ? onlyChanged(whole, initialValues(action.fields)) : whole
    onConfirm({ values: sent, said: { ...said, withNote: needs.ticket || said.withNote } })
  }
  const change = (next: Values<Fields>) => {
    setWrong(null)
    setValues(next)
  }
  return (
    <Page>
      <Bar
        title={titleSaid(action)}
        subtitle={ticket ? i18n.t('panel.act.ticket', { number: ticket.number }) : undefined}
        onBack={isRunning ? undefined : onBack}
      />
      <Body>
        <div class="confirm">
          <PersonLine view={view} />
          {refusal && <ErrorNotice error={refusal} />}
          {refusal && <RefusalLink refusal={refusal} action={action} view={view} />}
          {isResumed && (
            <Notice kind="info" title={i18n.t('panel.act.goesOn')}>
              {!props.start && i18n.t('panel.act.asAnsweredThen')}
            </Notice>
          )}
          {off ? (
            <Notice
              kind="info"
              title={i18n.t('panel.act.offForPerson')}
              actions={
                standing?.link && <OutLink to={standing.link}>{i18n.t('panel.act.openAdminCentre')}</OutLink>
              }
            >
              {[off, standing?.next].filter(Boolean).join(' ')}
            </Notice>
          ) : (
            <Form
              fields={askedFields(action, view)}
              values={values}
              onChange={change}
              onSubmit={submit}
              control={drawFor(action, view)}
            >
              <ConfirmEnd
                {...{ action, view, ticket, values, wrong, said, needs, lack, isRunning, onBack }}
                caution={standing?.caution ?? null}
                onSaid={(changes) => setSaid((before) => ({ ...before, ...changes }))}
              />
            </Form>
          )}
          <p class="only-spoken" role="status">
            {isRunning ? i18n.t('panel.act.underWay', { action: titleSaid(action) }) : ''}
          </p>
        </div>
      </Body>
    </Page>
  )
}

function onlyChanged(values: Values<Fields>, initial: Values<Fields>): Values<Fields> {
  const before = initial as Record<string, unknown>
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before[name]))
}
