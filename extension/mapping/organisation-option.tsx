import { i18n } from '#i18n'
import type { Organisation, TenantDetail } from '#shared/contract.ts'
import { isSameName } from '#shared/sync/same-name.ts'
import { Foreign } from '../ui/foreign.tsx'
import * as icons from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'

interface OrganisationOptionProps {
  organisation: Organisation
  tenant: TenantDetail
  isChosen: boolean
  onChoose: () => void
}

export function OrganisationOption({ organisation, tenant, isChosen, onChoose }: OrganisationOptionProps) {
  const off = offReason(organisation, tenant)
  const { id, name, email } = organisation
  const hasSameDomain = isOfVerifiedDomain(organisation, tenant)
  return (
    <label class={`option ${isChosen ? 'option-chosen' : ''} ${off ? 'option-off' : ''}`}>
      <input
        type="radio"
        name="organisation"
        value={id}
        checked={isChosen}
        disabled={!!off}
        onChange={onChoose}
      />
      <span class="row-text">
        <Foreign class="option-name">{name}</Foreign>
        <span class="quiet">
          {off ?? (hasSameDomain && email ? i18n.t('mapping.itsEMailVerifiedDomain', { email }) : email)}
        </span>
      </span>
      {!off && hasSameDomain && (
        <Tag icon={icons.done} tone="success">
          {i18n.t('mapping.sameDomain')}
        </Tag>
      )}
      {!off && !hasSameDomain && isSameName(name, tenant.name) && (
        <Tag icon={icons.question}>{i18n.t('mapping.sameName')}</Tag>
      )}
    </label>
  )
}

/** Why it cannot be chosen, or null. */
function offReason({ tenantId, disabled }: Organisation, tenant: TenantDetail): string | null {
  if (tenantId === tenant.id) return i18n.t('mapping.mappedToTenantAlreadyChange')
  if (tenantId) return i18n.t('mapping.mappedToAnotherTenantAlready')
  return disabled ? i18n.t('mapping.disabledInTicketSystem') : null
}

function isOfVerifiedDomain({ email }: Organisation, { domains }: TenantDetail): boolean {
  const domain = email?.split('@')[1]?.toLowerCase()
  return !!domain && domains.includes(domain)
}
