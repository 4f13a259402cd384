import { useState } from 'preact/hooks'
import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import { call } from '../../api.ts'
import { type ApiError, asApiError } from '../../api-error.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import { Confirm, type Confirmation } from './confirm.tsx'
import { type Errand, isLost, newErrand, send } from './errand.ts'
import { Lost } from './lost.tsx'
import { Menu } from './menu.tsx'
import { Result } from './result.tsx'

interface FlowProps {
  view: PersonView
  ticket: TicketInfo | null
  ticketRef: { host: string; ticketId: string } | null
  /** Where to begin; null = the menu. */
  action: string | null
  /** The person as they are now. */
  onChanged: (view: PersonView) => void
  onClose: () => void
}

type Stage =
  | { at: 'menu' }
  | { at: 'confirm'; action: string; refusal: ApiError | null }
  | { at: 'running'; errand: Errand }
  | { at: 'lost'; errand: Errand; error: ApiError }
  /** The outcome may hold a secret: it lives here alone and goes with this view. */
  | { at: 'result'; errand: Errand; outcome: ActionOutcome }

/** From the menu over a confirmation to the result. Every confirmation has its own key, kept over repeats. */
export function Flow(props: FlowProps) {
  const { ticket, ticketRef, onClose } = props
  const [view, setView] = useState(props.view)
  const [stage, setStage] = useState<Stage>(() => startAt(props.action))
  const renew = (next: PersonView) => {
    setView(next)
    props.onChanged(next)
  }
  const run = async (errand: Errand) => {
    setStage({ at: 'running', errand })
    try {
      const outcome = await send(errand)
      if (outcome.view) renew(outcome.view)
      setStage({ at: 'result', errand, outcome })
    } catch (thrown) {
      setStage(await afterFailure(errand, asApiError(thrown), renew))
    }
  }
  const confirm = (id: string, { values, withNote }: Confirmation) => {
    const ticketOfNote = withNote ? ticketRef : null
    run(newErrand({ action: id, view, values, ticket: ticketOfNote }))
  }
  switch (stage.at) {
    case 'menu':
      return (
        <Menu
          view={view}
          onChoose={(action) => setStage({ at: 'confirm', action, refusal: null })}
          onBack={onClose}
        />
      )
    case 'confirm':
    case 'running': {
      const id = stage.at === 'confirm' ? stage.action : stage.errand.action
      const action = actionOf(id)
      if (!action) return null
      return (
        <Confirm
          key={id}
          view={view}
          action={action}
          ticket={ticketRef ? ticket : null}
          refusal={stage.at === 'confirm' ? stage.refusal : null}
          isRunning={stage.at === 'running'}
          onConfirm={(confirmation) => confirm(id, confirmation)}
          onBack={() => (props.action === null ? setStage({ at: 'menu' }) : onClose())}
        />
      )
    }
    case 'lost':
      return <Lost {...stage} ticket={ticket} onAskAgain={() => run(stage.errand)} onClose={onClose} />
    case 'result':
      return <Result {...stage} view={view} ticket={ticket} onDone={onClose} />
  }
}

function startAt(action: string | null): Stage {
  return action && actionOf(action) ? { at: 'confirm', action, refusal: null } : { at: 'menu' }
}

/** Nobody knows whether it was done, or it was refused: then the person is shown as they are now. */
async function afterFailure(
  errand: Errand,
  error: ApiError,
  renew: (view: PersonView) => void,
): Promise<Stage> {
  if (isLost(error)) return { at: 'lost', errand, error }
  if (error.code === 'action.personChanged') {
    const { tenantId, id } = errand.view.person
    const view = await call('persons.get', { tenantId, personId: id }).catch(() => null)
    if (view) renew(view)
  }
  return { at: 'confirm', action: errand.action, refusal: error }
}
