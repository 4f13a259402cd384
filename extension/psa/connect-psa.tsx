import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { psas } from '#shared/psa/index.ts'
import { Choice } from '../ui/choice.tsx'
import { Credentials } from './credentials.tsx'

interface ConnectPsaProps {
  onDone: () => void
  /** null = there is nothing to go back to. */
  onCancel: (() => void) | null
}

/** Which ticket system, then its form. */
export function ConnectPsa({ onDone, onCancel }: ConnectPsaProps) {
  const [chosen, setChosen] = useState(psas[0]?.id ?? '')
  const psa = psas.find(({ id }) => id === chosen)
  return (
    <div class="form">
      {psas.length > 1 && (
        <Choice
          label={i18n.t('psa.whichTicketSystem')}
          options={Object.fromEntries(psas.map(({ id, name }) => [id, name]))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {psa && (
        <Credentials
          key={psa.id}
          psa={psa}
          verb={i18n.t('psa.connect', { name: psa.name })}
          what={i18n.t('psa.notConnected', { name: psa.name })}
          onDone={onDone}
          onCancel={onCancel}
        />
      )}
    </div>
  )
}
