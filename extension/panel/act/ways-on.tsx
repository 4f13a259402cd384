import { i18n } from '#i18n'
import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, PersonView } from '#shared/contract.ts'
import { type Fields, initialValues, type Values } from '#shared/field.ts'
import { titleSaid } from '../../action-said.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import type { Errand } from './errand.ts'
import type { Beginning } from './stage.ts'

interface WaysOnProps {
  errand: Errand
  outcome: ActionOutcome
  view: PersonView
  onBegin: (beginning: Beginning) => void
}

/** Going on with what is missing, and taking back what was done. */
export function WaysOn({ errand, outcome, view, onBegin }: WaysOnProps) {
  const undo = outcome.outcome === 'done' ? undoOf(errand, view) : null
  const resume: Beginning | null = outcome.resumable
    ? { action: errand.action, start: errand.values, resumes: outcome.auditId }
    : null
  if (!undo && !resume) return null
  return (
    <div class="ways">
      {resume && (
        <Button kind="primary" icon={icons.refresh} onClick={() => onBegin(resume)}>
          {i18n.t('panel.act.goOn')}
        </Button>
      )}
      {undo && (
        <Button icon={icons.undo} onClick={() => onBegin(undo.beginning)}>
          {i18n.t('panel.act.takeItBack', { action: undo.title })}
        </Button>
      )}
    </div>
  )
}

/** The opposite action with the same values, where it works for the person as they are now. */
function undoOf({ action: id, values }: Errand, view: PersonView) {
  const opposite = actionOf(actionOf(id)?.undoneBy ?? '')
  const standing = view.actions.find((action) => action.id === opposite?.id)
  if (!opposite || !standing || standing.off) return null
  const start = { ...initialValues(opposite.fields) } as Record<string, unknown>
  for (const [name, field] of Object.entries(opposite.fields)) {
    if (field.kind === 'pick' && name in values) start[name] = values[name as keyof typeof values]
  }
  const beginning: Beginning = { action: opposite.id, start: start as Values<Fields>, resumes: null }
  return { title: titleSaid(opposite), beginning }
}
