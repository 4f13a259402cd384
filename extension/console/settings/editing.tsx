import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection, Mapping } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Notice } from '../../ui/notice.tsx'
import { Breaker } from './breaker.tsx'
import { ApprovalChoice, SyncChoice } from './choices.tsx'
import { type Changes, changesOf, type Draft, draftOf } from './draft.ts'
import { Fields } from './fields.tsx'
import { LeftOut } from './left-out.tsx'
import { SaveBar } from './save-bar.tsx'

interface EditingProps {
  mapping: Mapping
  connection: Connection | undefined
  psaName: string
}
/** The form. What it began with is kept, so that only what was changed here is sent. */
export function Editing({ mapping, connection, psaName }: EditingProps) {
  const off = useOff('mappings.settings')
  const save = useWrite('mappings.settings', ['tenants.get', 'tenants.list', 'plans.get', 'plans.waiting'])
  // `round`: what was typed and never became a value goes with it.
  const [began, setBegan] = useState({ with: mapping, round: 0 })
  const [draft, setDraft] = useState<Draft>(() => draftOf(mapping))
  const [isSaved, setSaved] = useState(false)
  const changes: Changes = changesOf(began.with, draft)
  useLeaveWarning(Object.keys(changes).length > 0)
  const begin = (from: Mapping) => {
    setBegan({ with: from, round: began.round + 1 })
    setDraft(draftOf(from))
  }
  const change = (part: Partial<Draft>) => {
    setSaved(false)
    setDraft((before) => ({ ...before, ...part }))
  }
  const onSuccess = (answer: Mapping) => {
    begin(answer)
    setSaved(true)
  }
  const parts = { draft, off: !!off, onChange: change, mapping, psaName }
  return (
    <div class="settings">
      {off && (
        <Notice kind="info" title={i18n.t('console.settings.youSeeSettingsAsThey')}>
          {off}
        </Notice>
      )}
      <SyncChoice {...parts} />
      <ApprovalChoice {...parts} />
      <Fields {...parts} connection={connection} />
      <LeftOut {...parts} />
      <Breaker key={began.round} {...parts} />
      {save.error && <ErrorNotice error={save.error} what={i18n.t('console.settings.settingsNotSaved')} />}
      {!off && (
        <SaveBar
          changes={changes}
          isSaved={isSaved}
          busy={save.isPending}
          onDiscard={() => begin(mapping)}
          onSave={() => save.mutate({ mappingId: mapping.id, ...changes }, { onSuccess })}
        />
      )}
    </div>
  )
}

/** The browser asks before what was changed is lost. */
function useLeaveWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])
}
