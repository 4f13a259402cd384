import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionPolicy } from '#shared/action-policy.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import '../record.css'
import { PolicyChanges } from './changes.tsx'
import { Quotas } from './quotas.tsx'

/** What an administrator asks of every action; technicians read it. */
export function Policy() {
  const read = useRead('actions.policy', {})
  return (
    <>
      <PageHead title={i18n.t('console.policy.title')} text={i18n.t('console.policy.about')} />
      <ReadState
        error={read.error}
        hasData={read.data !== undefined}
        what={i18n.t('console.policy.notRead')}
        reading={i18n.t('console.policy.reading')}
        onRetry={read.refetch}
      />
      {read.data && <Editing key={JSON.stringify(read.data.policy)} saved={read.data.policy} />}
      {read.data && <PolicyChanges changes={read.data.changes} />}
    </>
  )
}

const asked = ['verifyCaller', 'needsTicket', 'needsReason'] as const
const words: Record<(typeof asked)[number], { label: string; help: string }> = {
  verifyCaller: { label: i18n.t('console.policy.verify'), help: i18n.t('console.policy.verifyHelp') },
  needsTicket: { label: i18n.t('console.policy.ticket'), help: i18n.t('console.policy.ticketHelp') },
  needsReason: { label: i18n.t('console.policy.reason'), help: i18n.t('console.policy.reasonHelp') },
}

function Editing({ saved }: { saved: ActionPolicy }) {
  const off = useOff('actions.setPolicy')
  const [draft, setDraft] = useState(saved)
  const [wrong, setWrong] = useState(false)
  const set = useWrite('actions.setPolicy', ['actions.policy'])
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved)
  const lack = wrong
    ? i18n.t('console.policy.noWholeNumber')
    : isChanged
      ? null
      : i18n.t('console.policy.nothingChanged')
  return (
    <div class="surface surface-padded part policy-form">
      {off && <Notice kind="info" title={off} />}
      {asked.map((key) => (
        <Toggle
          key={key}
          {...words[key]}
          off={off !== null}
          checked={draft[key]}
          onChange={(value) => setDraft({ ...draft, [key]: value })}
        />
      ))}
      <Quotas
        quotas={draft.quotas}
        off={off !== null}
        onChange={(quotas) => setDraft({ ...draft, quotas })}
        onWrong={setWrong}
      />
      {set.error && <ErrorNotice error={set.error} what={i18n.t('console.policy.notSaved')} />}
      {!off && (
        <div class="buttons">
          <Button
            kind="primary"
            busy={set.isPending}
            off={lack}
            onClick={() => set.mutate({ policy: draft })}
          >
            {i18n.t('console.policy.save')}
          </Button>
          <span class="quiet" role="status">
            {wrong ? lack : set.isSuccess && !isChanged ? i18n.t('console.policy.saved') : ''}
          </span>
        </div>
      )}
    </div>
  )
}
