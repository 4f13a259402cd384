import { useState } from 'preact/hooks'
import { initialValues } from '#shared/field.ts'
import { psas } from '#shared/psa/index.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Form } from '../ui/form.tsx'

interface ConnectPsaProps {
  onDone: () => void
  /** null = there is nothing to go back to. */
  onCancel: (() => void) | null
}

/** The credentials form of a PSA, drawn from its own declaration. */
export function ConnectPsa({ onDone, onCancel }: ConnectPsaProps) {
  const [chosen, setChosen] = useState(psas[0]?.id ?? '')
  const psa = psas.find(({ id }) => id === chosen)
  return (
    <div class="form">
      {psas.length > 1 && (
        <Choice
          label="Which ticket system?"
          options={Object.fromEntries(psas.map(({ id, name }) => [id, name]))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {psa && <Credentials key={psa.id} psa={psa} onDone={onDone} onCancel={onCancel} />}
    </div>
  )
}

function Credentials({ psa, onDone, onCancel }: ConnectPsaProps & { psa: PsaDefinition }) {
  const [values, setValues] = useState<Record<string, unknown>>(() => initialValues(psa.credentials))
  const connect = useWrite('psas.connect', ['psas.list'])
  return (
    <Form
      fields={psa.credentials}
      values={values as never}
      onChange={setValues}
      onSubmit={(credentials) => connect.mutate({ psa: psa.id, credentials }, { onSuccess: onDone })}
    >
      <KeyPermissions psa={psa} />
      {connect.error && <ErrorNotice error={connect.error} what={`${psa.name} is not connected.`} />}
      <div class="buttons">
        <Button kind="primary" type="submit" busy={connect.isPending}>
          {connect.isPending ? 'Checking the key' : `Connect ${psa.name}`}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </Form>
  )
}

function KeyPermissions({ psa }: { psa: PsaDefinition }) {
  return (
    <div class="key-permissions">
      <h3>What the key must be allowed to do</h3>
      <ul>
        {psa.keyPermissions.map((permission) => (
          <li key={permission}>{permission}</li>
        ))}
      </ul>
    </div>
  )
}
