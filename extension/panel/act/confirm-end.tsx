import { i18n } from '#i18n'
import { type Fields, parseFields, type Values } from '#shared/field.ts'
import { buttonSaid } from '../../action-said.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { iconOf } from './action-icons.ts'
import type { Beside, Needs } from './beside.ts'
import type { ConfirmProps } from './confirm.tsx'
import { allValues, forSentence } from './fields-of.tsx'
import { forSentences } from './isolate.ts'
import { SecretWish } from './secret-wish.tsx'
import { Verification } from './verification.tsx'

interface ConfirmEndProps extends Pick<ConfirmProps, 'action' | 'view' | 'ticket' | 'isRunning' | 'onBack'> {
  values: Values<Fields>
  /** What is wrong with the form as a whole. */
  wrong: string | null
  said: Beside
  needs: Needs
  /** What is missing beside the form. */
  lack: string | null
  /** What Microsoft may refuse it for. */
  caution: string | null
  onSaid: (changes: Partial<Beside>) => void
}

/** Below the form: whom it was verified with, where it is noted, what will happen, and the button. */
export function ConfirmEnd(props: ConfirmEndProps) {
  const { action, view, ticket, values, wrong, said, needs, lack, isRunning, onSaid, onBack } = props
  return (
    <>
      {wrong && <Notice kind="danger" title={wrong} />}
      {action.givesSecret?.(values) && <SecretWish said={said} onChange={onSaid} />}
      <Verification action={action} said={said} needs={needs} onChange={onSaid} />
      {ticket && (
        <Toggle
          label={i18n.t('panel.act.privateNoteOnTicket', { number: ticket.number })}
          help={needs.ticket ? i18n.t('panel.act.noteRequired') : i18n.t('panel.act.whatDoneByWhomAnd')}
          checked={needs.ticket || said.withNote}
          off={needs.ticket}
          onChange={(withNote) => onSaid({ withNote })}
        />
      )}
      {needs.typed && (
        <TextInput
          label={i18n.t('panel.act.typeToConfirm', { userPrincipalName: view.person.userPrincipalName })}
          maxLength={512}
          value={said.typed}
          onInput={(typed) => onSaid({ typed })}
        />
      )}
      {props.caution && <Notice kind="warning" title={props.caution} />}
      <Sentence action={action} view={view} values={values} />
      <div class="form-end">
        <Button off={isRunning ? i18n.t('panel.act.itUnderWay') : null} onClick={onBack}>
          {i18n.t('panel.act.cancel')}
        </Button>
        <Button
          kind={needs.typed ? 'danger' : 'primary'}
          type="submit"
          icon={iconOf(action.icon)}
          busy={isRunning}
          off={lack}
        >
          {buttonSaid(action)}
        </Button>
        {lack && <p class="form-lack quiet">{lack}</p>}
      </div>
    </>
  )
}

const looks = {
  reversible: { kind: 'info', text: i18n.t('panel.act.itRecordedUnderYourName') },
  hardToUndo: { kind: 'warning', text: i18n.t('panel.act.itCannotBeTakenBack') },
  destructive: { kind: 'warning', text: i18n.t('panel.act.itCannotBeTakenBack') },
} as const

/** One sentence, as soon as the form says enough for it. */
function Sentence({ action, view, values }: Pick<ConfirmEndProps, 'action' | 'view' | 'values'>) {
  const { kind, text } = looks[action.danger]
  const { userPrincipalName } = view.person
  const parsed = parseFields(action.fields, values)
  const whole = parsed.success ? allValues(action, parsed.output) : null
  if (!whole || (action.check?.(view.person, whole) ?? true) !== true)
    return <p class="quiet">{i18n.t('panel.act.fillInFirst')}</p>
  const person = forSentences(view.person)
  return (
    <Notice kind={kind} title={action.confirm(person, forSentence(whole))}>
      {userPrincipalName && (
        <p>
          <bdi>{person.userPrincipalName}</bdi>
        </p>
      )}
      <p>{text}</p>
    </Notice>
  )
}
