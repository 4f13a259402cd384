import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionDefinition } from '#shared/actions/define.ts'
import type { PersonView } from '#shared/contract.ts'
import { type Fields, initialValues, type Values } from '#shared/field.ts'
import { buttonSaid, titleSaid } from '../../action-said.ts'
import type { ApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { fieldsSaid } from '../../fields-said.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useEscape } from '../escape.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import { iconOf } from './action-icons.ts'
import { forSentences } from './isolate.ts'
import { PersonLine } from './person-line.tsx'

export interface Confirmation {
  values: Values<Fields>
  withNote: boolean
}
interface ConfirmProps {
  view: PersonView
  action: ActionDefinition
  ticket: TicketInfo | null
  /** Why the last try did nothing. */
  refusal: ApiError | null
  isRunning: boolean
  onConfirm: (confirmation: Confirmation) => void
  onBack: () => void
}

/** The form of an action, and one sentence that says to whom what will happen. */
export function Confirm(props: ConfirmProps) {
  const { view, action, ticket, refusal, isRunning, onConfirm, onBack } = props
  const [values, setValues] = useState<Values<Fields>>(() => initialValues(action.fields))
  const [withNote, setWithNote] = useState(true)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  useEscape(isRunning ? null : onBack)
  const off = view.actions.find(({ id }) => id === action.id)?.off ?? null
  const waits = action.danger === 'destructive' && !isSameName(typed, view.person.userPrincipalName)
  const submit = (parsed: Values<Fields>) => {
    const together = action.check?.(view.person, parsed) ?? true
    if (together !== true) return setWrong(together)
    if (!isRunning && !off && !waits) onConfirm({ values: parsed, withNote: withNote && !!ticket })
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
          {off ? (
            <Notice kind="info" title={i18n.t('panel.act.offForPerson')}>
              {off}
            </Notice>
          ) : (
            <Form
              fields={fieldsSaid(`action.${action.id}`, action.fields)}
              values={values}
              onChange={change}
              onSubmit={submit}
            >
              {wrong && <Notice kind="danger" title={wrong} />}
              {ticket && (
                <Toggle
                  label={i18n.t('panel.act.privateNoteOnTicket', { number: ticket.number })}
                  help={i18n.t('panel.act.whatDoneByWhomAnd')}
                  checked={withNote}
                  onChange={setWithNote}
                />
              )}
              {action.danger === 'destructive' && (
                <TextInput
                  label={i18n.t('panel.act.typeToConfirm', {
                    userPrincipalName: view.person.userPrincipalName,
                  })}
                  value={typed}
                  onInput={setTyped}
                />
              )}
              <Sentence action={action} view={view} values={values} />
              <div class="form-end">
                <Button off={isRunning ? i18n.t('panel.act.itUnderWay') : null} onClick={onBack}>
                  {i18n.t('panel.act.cancel')}
                </Button>
                <Button
                  kind={action.danger === 'destructive' ? 'danger' : 'primary'}
                  type="submit"
                  icon={iconOf(action.icon)}
                  busy={isRunning}
                  off={waits ? i18n.t('panel.act.typeSignInNameFirst') : null}
                >
                  {buttonSaid(action)}
                </Button>
              </div>
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

const isSameName = (typed: string, name: string) => typed.trim().toLowerCase() === name.toLowerCase()

function Sentence({ action, view, values }: Pick<ConfirmProps, 'action' | 'view'> & { values: object }) {
  const isHard = action.danger !== 'reversible'
  return (
    <Notice
      kind={isHard ? 'warning' : 'info'}
      title={action.confirm(forSentences(view.person), values as never)}
    >
      {isHard ? i18n.t('panel.act.itCannotBeTakenBack') : i18n.t('panel.act.itRecordedUnderYourName')}
    </Notice>
  )
}
