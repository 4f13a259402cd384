import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { AccessLimit, TenantSummary } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useWrite } from '../../query.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { joinForeign } from '../../ui/join-foreign.ts'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { dateOf } from '../../ui/time.ts'
import { woven } from '../../ui/woven.tsx'
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
          <span class="quiet">
            {subject.kind === 'group'
              ? i18n.t('console.technicians.group2')
              : i18n.t('console.technicians.person2')}
          </span>
        </span>
      </span>
      <span class="row-text">
        <span class="clamped">{allowedText(limit, tenants)}</span>
        <span class="quiet">
          {woven(i18n.t('console.technicians.sinceBy', { date: dateOf(changedAt), name: '{name}' }), {
            name: <bdi>{changedBy}</bdi>,
          })}
        </span>
      </span>
      <span class="buttons">
        <Button
          size="small"
          label={i18n.t('console.technicians.changeTenants', { name: subject.name })}
          onClick={() => setOpen('change')}
        >
          {i18n.t('console.technicians.change')}
        </Button>
        <Button
          size="small"
          label={i18n.t('console.technicians.liftLimit', { name: subject.name })}
          onClick={() => setOpen('lift')}
        >
          {i18n.t('console.technicians.lift')}
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
  if (tenantIds.length === 0) return i18n.t('console.technicians.seesNoTenant')
  const names = tenants.filter(({ id }) => tenantIds.includes(id)).map(({ name }) => name)
  const gone = tenantIds.length - names.length
  const goneText = i18n.t('console.technicians.notConnectedAnyMore', gone, { count: countText(gone) })
  return joinForeign([...names, gone > 0 && goneText], ', ')
}

function Lift({ limit: { subject }, onClose }: { limit: AccessLimit; onClose: () => void }) {
  const lift = useWrite('access.remove', ['access.list'])
  const { kind, id, name } = subject
  return (
    <div class="limit-below">
      <Notice
        kind="warning"
        title={i18n.t('console.technicians.liftLimit2', { name })}
        actions={
          <span class="buttons">
            <Button
              kind="danger"
              busy={lift.isPending}
              onClick={() => lift.mutate({ subject: { kind, id } }, { onSuccess: onClose })}
            >
              {i18n.t('console.technicians.liftIt')}
            </Button>
            <Button onClick={onClose}>{i18n.t('console.technicians.leaveIt')}</Button>
          </span>
        }
      >
        {kind === 'group'
          ? i18n.t('console.technicians.membersGroupWhoHaveNo')
          : i18n.t('console.technicians.unlessGroupTheirsLimitedThey')}
      </Notice>
      {lift.error && <ErrorNotice error={lift.error} what={i18n.t('console.technicians.limitNotLifted')} />}
    </div>
  )
}
