import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'

interface WebhookFormProps {
  address: string
  /** The new signing secret; the server never shows it again. */
  onSecret: (secret: string) => void
  /** null = there is nothing to go back to. */
  onCancel: (() => void) | null
}

export function WebhookForm({ address, onSecret, onCancel }: WebhookFormProps) {
  const [typed, setTyped] = useState(address)
  const save = useWrite('alerts.setWebhook', ['alerts.webhook'])
  const submit = async () => {
    const { secret } = await save.mutateAsync({ url: typed.trim() })
    // The request's own record of the answer goes, so that the secret is on the screen alone.
    save.reset()
    if (secret !== null) onSecret(secret)
    onCancel?.()
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit().catch(() => undefined)
      }}
    >
      <TextInput
        label={i18n.t('options.addressReceiver')}
        type="url"
        placeholder={i18n.t('options.httpsAlertsYourcompanyComSidelight')}
        help={i18n.t('options.publicAndHttpsEverySave')}
        maxLength={500}
        value={typed}
        onInput={setTyped}
      />
      {save.error && <ErrorNotice error={save.error} what={i18n.t('options.addressNotSaved')} />}
      <div class="buttons">
        <Button
          kind="primary"
          type="submit"
          busy={save.isPending}
          off={typed.trim() === '' ? i18n.t('options.typeAddressReceiverFirst') : null}
        >
          {i18n.t('options.save')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{i18n.t('options.cancel')}</Button>}
      </div>
    </form>
  )
}
