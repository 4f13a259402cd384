import { useState } from 'preact/hooks'
import type { Connection } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { ChooseOrganisation } from './choose-organisation.tsx'
import { TrialResult } from './trial.tsx'

/** One contact of our own is made, changed, made inactive and active again, in an organisation that a person chooses. */
export function ContactTrial({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const [organisationId, setOrganisationId] = useState('')
  const trial = useWrite('psas.trial', ['psas.list'])
  const run = () => trial.mutate({ connectionId: connection.id, kind: 'contact', organisationId })
  if (trial.data)
    return (
      <>
        <TrialResult
          trial={trial.data}
          title={
            trial.data.succeeded
              ? 'Contacts can be written in this account.'
              : 'The trial failed: nothing is written to contacts here.'
          }
        />
        <div class="buttons">
          {!trial.data.succeeded && <Button onClick={() => trial.reset()}>Try once more</Button>}
          <Button onClick={onClose}>Close</Button>
        </div>
      </>
    )
  return (
    <>
      <p class="quiet">
        Sidelight makes a contact “Sidelight trial”, changes it, makes it inactive, active and inactive again,
        and reads it back each time. It stays there, inactive. No other contact is touched.
      </p>
      <ChooseOrganisation
        connectionId={connection.id}
        value={organisationId}
        onChange={setOrganisationId}
        help="Your own company is a good one."
      />
      {trial.error && <ErrorNotice error={trial.error} what="The trial did not run." />}
      <div class="buttons">
        <Button
          kind="primary"
          busy={trial.isPending}
          off={organisationId ? null : 'Choose an organisation first.'}
          onClick={run}
        >
          {trial.isPending ? 'Trying' : 'Try with one contact'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </>
  )
}
