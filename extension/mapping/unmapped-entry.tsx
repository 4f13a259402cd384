import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { Suggestion } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useWrite } from '../query.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { LinkButton } from '../ui/link.tsx'
import { CreateOrganisation } from './create-organisation.tsx'
import type { Unmapped } from './group.ts'

/** The account of a ticket system whose organisations are shown. */
export interface Account {
  connectionId: string
  system: string
  canCreate: boolean
}

interface UnmappedEntryProps {
  tenant: Unmapped
  account: Account
  /** Mapping is under way. */
  busy: boolean
  /** This person does not want to be asked about it. */
  isHidden: boolean
  /** Stands before its name. */
  lead?: ComponentChildren
  onAccept: (suggestion: Suggestion) => void
  onChoose: () => void
}

/** A tenant, which organisations it may be and why, and the other ways on. */
export function UnmappedEntry(props: UnmappedEntryProps) {
  const { tenant, busy, isHidden, lead, onAccept, onChoose, account } = props
  const { tenantName, candidates } = tenant
  return (
    <li class="entry unmapped">
      <div class="entry-head">
        {lead}
        <Avatar name={tenantName} shape="organisation" size={28} />
        <Foreign class="entry-name">{tenantName}</Foreign>
      </div>
      {candidates.map((candidate) => (
        <Candidate
          key={candidate.organisationId}
          candidate={candidate}
          busy={busy}
          onAccept={() => onAccept(candidate)}
        />
      ))}
      <div class="ways-on">
        <LinkButton
          label={
            candidates.length > 0
              ? i18n.t('mapping.chooseAnotherOrganisationFor', { tenantName })
              : i18n.t('mapping.chooseOrganisationFor', { tenantName })
          }
          onClick={onChoose}
        >
          {candidates.length > 0 ? i18n.t('mapping.chooseAnother') : i18n.t('mapping.chooseOrganisation')}
        </LinkButton>
        {account.canCreate && <CreateOrganisation tenant={tenant} account={account} />}
        <Hide tenant={tenant} isHidden={isHidden} />
      </div>
    </li>
  )
}

/** Kept for this administrator alone, and over as soon as the tenant is mapped. */
function Hide({
  tenant: { tenantId, tenantName },
  isHidden,
}: Pick<UnmappedEntryProps, 'tenant' | 'isHidden'>) {
  const hide = useWrite('tenants.hide', ['tenants.list', 'tenants.get'])
  return (
    <>
      <LinkButton
        label={
          isHidden
            ? i18n.t('mapping.showAgain', { tenantName })
            : i18n.t('mapping.hideUntilMapped', { tenantName })
        }
        onClick={() => hide.mutate({ tenantId, hidden: !isHidden })}
      >
        {isHidden ? i18n.t('mapping.showAgain2') : i18n.t('mapping.hideUntilMapped2')}
      </LinkButton>
      {hide.error && <ErrorNotice error={hide.error} what={i18n.t('mapping.itNotChanged')} />}
    </>
  )
}

interface CandidateProps {
  candidate: Suggestion
  busy: boolean
  onAccept: () => void
}
function Candidate({ candidate, busy, onAccept }: CandidateProps) {
  const { tenantName, organisationName, reason } = candidate
  return (
    <div class="suggestion">
      <span class="row-text">
        <Foreign class="option-name">{organisationName}</Foreign>
        <span class="quiet">{reason}</span>
      </span>
      <Button
        size="small"
        off={busy ? i18n.t('mapping.othersBeingMapped') : null}
        label={i18n.t('mapping.acceptFor', { organisationName, tenantName })}
        onClick={onAccept}
      >
        {i18n.t('mapping.accept')}
      </Button>
    </div>
  )
}
