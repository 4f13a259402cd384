import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { initialValues } from '#shared/field.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { fieldsSaid } from '../fields-said.ts'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'

interface CredentialsProps {
  psa: PsaDefinition
  /** What the main button says. */
  verb: string
  /** What did not happen when it fails. */
  what: string
  onDone: (connection: Connection) => void
  /** null = there is nothing to go back to. */
  onCancel: (() => void) | null
}

/** The credentials form of a PSA, drawn from its own declaration. The key goes to the server and never comes back. */
export function Credentials({ psa, verb, what, onDone, onCancel }: CredentialsProps) {
  const [values, setValues] = useState<Record<string, unknown>>(() => initialValues(psa.credentials))
  const connect = useWrite('psas.connect', ['psas.list'])
  return (
    <Form
      fields={fieldsSaid(`psa.${psa.id}`, psa.credentials)}
      values={values as never}
      onChange={setValues}
      onSubmit={(credentials) => connect.mutate({ psa: psa.id, credentials }, { onSuccess: onDone })}
    >
      <KeyPermissions psa={psa} />
      {connect.error && <ErrorNotice error={connect.error} what={what} />}
      <div class="buttons">
        <Button kind="primary" type="submit" busy={connect.isPending}>
          {connect.isPending ? i18n.t('psa.checkingKey') : verb}
        </Button>
        {onCancel && <Button onClick={onCancel}>{i18n.t('psa.cancel')}</Button>}
      </div>
    </Form>
  )
}

function KeyPermissions({ psa }: { psa: PsaDefinition }) {
  if (psa.keyPermissions.length === 0) return null
  return (
    <div class="key-permissions">
      <h3>{i18n.t('psa.whatKeyMustBeAllowed')}</h3>
      <ul>
        {psa.keyPermissions.map((permission) => (
          <li key={permission}>{permission}</li>
        ))}
      </ul>
    </div>
  )
}
