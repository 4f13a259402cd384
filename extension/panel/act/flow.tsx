import { useContext, useState } from 'preact/hooks'
import { actionOf } from '#shared/actions/index.ts'
import type { PersonView } from '#shared/contract.ts'
import { AccountContext } from '../../role.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import '../steps.css'
import { needsOf, sentOf } from './beside.ts'
import { Confirm, type Confirmation } from './confirm.tsx'
import { type Errand, newErrand } from './errand.ts'
import { Lost } from './lost.tsx'
import { Menu } from './menu.tsx'
import { Result } from './result.tsx'
import { Running } from './running.tsx'
import { type Beginning, begin, perform, type Stage, startAt } from './stage.ts'
import { useRenewed } from './use-renewed.ts'

interface FlowProps {
  view: PersonView
  ticket: TicketInfo | null
  ticketRef: { host: string; ticketId: string } | null
  /** Where to begin; null = the menu. */
  action: string | null
  /** Goes on with this action. */
  resumes?: string | null
  /** The person as they are now. */
  onChanged: (view: PersonView) => void
  onClose: () => void
}

/** From the menu over a confirmation to the result. Every confirmation has its own key, kept over repeats. */
export function Flow(props: FlowProps) {
  const { ticketRef, onClose } = props
  const ticket = ticketRef ? props.ticket : null
  const account = useContext(AccountContext)
  const [view, setView] = useState(props.view)
  const [stage, setStage] = useState<Stage>(() => startAt(props.action, props.resumes ?? null))
  const forget = useRenewed()
  const renew = (next: PersonView) => {
    setView(next)
    props.onChanged(next)
  }
  const run = async (errand: Errand) => {
    setStage({ at: 'running', errand })
    const next = await perform(errand, renew)
    setStage(next)
    const isRefused = next.at === 'confirm'
    forget(errand.view.person.tenantId, isRefused || (next.at === 'result' && next.outcome.view !== null))
  }
  const confirm = ({ action: id, resumes }: Beginning, { values, said }: Confirmation) => {
    const action = actionOf(id)
    if (!action) return
    const needs = needsOf(action, undefined)
    const ticketOfNote = said.withNote ? ticketRef : null
    run(newErrand({ action: id, view, values, ticket: ticketOfNote, said: sentOf(said, needs), resumes }))
  }
  const confirmed = confirmedIn(stage)
  const action = confirmed && actionOf(confirmed.action)
  if (stage.at === 'menu' || !action)
    return <Menu view={view} onChoose={(id) => setStage(begin(id))} onBack={onClose} />
  if (stage.at === 'running' && action.steps)
    return <Running errand={stage.errand} action={action} ticket={ticket} />
  if (stage.at === 'lost')
    return <Lost {...stage} ticket={ticket} onAskAgain={() => run(stage.errand)} onClose={onClose} />
  if (stage.at === 'result') {
    return (
      <Result
        {...stage}
        view={view}
        ticket={ticket}
        onBegin={(beginning) => setStage({ at: 'confirm', beginning, refusal: null })}
        onDone={onClose}
      />
    )
  }
  return (
    <Confirm
      key={`${confirmed.action} ${confirmed.resumes}`}
      view={view}
      action={action}
      ticket={ticket}
      place={account && ticketRef ? `${account.id} ${ticketRef.host}/${ticketRef.ticketId}` : null}
      start={confirmed.start}
      isResumed={confirmed.resumes !== null}
      refusal={stage.at === 'confirm' ? stage.refusal : null}
      isRunning={stage.at === 'running'}
      onConfirm={(confirmation) => confirm(confirmed, confirmation)}
      onBack={() => (props.action === null ? setStage({ at: 'menu' }) : onClose())}
    />
  )
}

/** What is confirmed, or was. */
function confirmedIn(stage: Stage): Beginning | null {
  if (stage.at === 'menu') return null
  if (stage.at === 'confirm') return stage.beginning
  const { action, values, resumes } = stage.errand
  return { action, start: values, resumes }
}
