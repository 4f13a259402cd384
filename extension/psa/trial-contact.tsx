import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
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
              ? i18n.t('psa.contactsCanBeWrittenIn')
              : i18n.t('psa.trialFailedNothingWrittenTo')
          }
        />
        <div class="buttons">
          {!trial.data.succeeded && (
            <Button onClick={() => trial.reset()}>{i18n.t('psa.tryOnceMore')}</Button>
          )}
          <Button onClick={onClose}>{i18n.t('psa.close')}</Button>
        </div>
      </>
    )
  return (
    <>
      <p class="quiet">{i18n.t('psa.sidelightMakesContactSidelightTrial')}</p>
      <ChooseOrganisation
        connectionId={connection.id}
        value={organisationId}
        onChange={setOrganisationId}
        help={i18n.t('psa.yourOwnCompanyGoodOne')}
      />
      {trial.error && <ErrorNotice error={trial.error} what={i18n.t('psa.trialDidNotRun')} />}
      <div class="buttons">
        <Button
          kind="primary"
          busy={trial.isPending}
          off={organisationId ? null : i18n.t('psa.chooseOrganisationFirst')}
          onClick={run}
        >
          {trial.isPending ? i18n.t('psa.trying') : i18n.t('psa.tryWithOneContact')}
        </Button>
        <Button onClick={onClose}>{i18n.t('psa.cancel')}</Button>
      </div>
    </>
  )
}
