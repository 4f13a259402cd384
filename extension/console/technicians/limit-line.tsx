import { useState } from 'preact/hooks'
import type { AccessLimit, TenantSummary } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useWrite } from '../../query.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { joinForeign } from '../../ui/join-foreign.ts'
import { Notice } from '../../ui/notice.tsx'
import { dateOf } from '../../ui/time.ts'
import { LimitForm } from './limit-form.tsx'

interface LimitLineProps {
  limit: AccessLimit
  tenants: TenantSummary[]
}

/** Who is limited to what, since when and by whom; changing and lifting it open below. */
export function LimitLine({ limit, tenants }: LimitLineProps) {
  const [open, setOpen] = useState<'change' | 'lift' | null>(null)
  const { subject, changedAt, changedBy } = limit
  const close = () => setOpen(null)
  return (
    <li class="limit-line">
      <span class="named">
        <Avatar name={subject.name} shape={subject.kind === 'group' ? 'organisation' : 'person'} />
        <span class="row-text">
          <Foreign class="entry-name">{subject.name}</Foreign>
          <span class="quiet">{subject.kind === 'group' ? 'Group' : 'Person'}</span>
        </span>
      </span>
      <span class="row-text">
        <span class="clamped">{allowedText(limit, tenants)}</span>
        <span class="quiet">
          Since {dateOf(changedAt)}, by <bdi>{changedBy}</bdi>
        </span>
      </span>
      <span class="buttons">
        <Button size="small" label={`Change tenants of ${subject.name}`} onClick={() => setOpen('change')}>
          Change
        </Button>
        <Button size="small" label={`Lift the limit of ${subject.name}`} onClick={() => setOpen('lift')}>
          Lift
        </Button>
      </span>
      {open === 'change' && (
        <div class="limit-below">
          <LimitForm tenants={tenants} limit={limit} onClose={close} />
        </div>
      )}
      {open === 'lift' && <Lift limit={limit} onClose={close} />}
    </li>
  )
}

/** The tenants by name; ids of those that are not there any more say nothing to anybody. */
function allowedText({ tenantIds }: AccessLimit, tenants: readonly TenantSummary[]): string {
  if (tenantIds.length === 0) return 'Sees no tenant'
  const names = tenants.filter(({ id }) => tenantIds.includes(id)).map(({ name }) => name)
  const gone = tenantIds.length - names.length
  const goneText = gone === 1 ? '1 that is not connected any more' : `${gone} that are not connected any more`
  return joinForeign([...names, gone > 0 && goneText], ', ')
}

function Lift({ limit: { subject }, onClose }: { limit: AccessLimit; onClose: () => void }) {
  const lift = useWrite('access.remove', ['access.list'])
  const { kind, id, name } = subject
  return (
    <div class="limit-below">
      <Notice
        kind="warning"
        title={`Lift the limit of ${name}?`}
        actions={
          <span class="buttons">
            <Button
              kind="danger"
              busy={lift.isPending}
              onClick={() => lift.mutate({ subject: { kind, id } }, { onSuccess: onClose })}
            >
              Lift it
            </Button>
            <Button onClick={onClose}>Leave it</Button>
          </span>
        }
      >
        {kind === 'group'
          ? 'Members of the group who have no other limit see every tenant again.'
          : 'Unless a group of theirs is limited, they see every tenant again.'}
      </Notice>
      {lift.error && <ErrorNotice error={lift.error} what="The limit was not lifted." />}
    </div>
  )
}
