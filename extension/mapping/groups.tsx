import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Output, Suggestion } from '#shared/contract.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { LinkButton } from '../ui/link.tsx'
import { Mark } from '../ui/mark.tsx'
import { Section } from '../ui/page.tsx'
import { type Group, groupsOf, type Unmapped } from './group.ts'
import { type Account, UnmappedEntry } from './unmapped-entry.tsx'
import { useHidden } from './use-hidden.ts'

/** What a page adds to the head of a group, and before a tenant's name. */
export interface Additions {
  toGroup(group: Group): ComponentChildren
  toTenant(group: Group, tenant: Unmapped): ComponentChildren
}
interface GroupsProps {
  answer: Output<'mappings.suggest'>
  account: Account
  busy: boolean
  additions?: Additions | undefined
  onAccept: (suggestion: Suggestion) => void
  onChoose: (tenantId: string) => void
}

/** Every tenant without an organisation, the surest first. */
export function Groups({ answer, account, busy, additions, onAccept, onChoose }: GroupsProps) {
  const hidden = useHidden()
  const groups = groupsOf(answer, hidden)
  if (groups.length === 0) {
    return (
      <EmptyState picture={<Mark size={56} />} title={i18n.t('mapping.everyTenantHasItsOrganisation')}>
        {i18n.t('mapping.tenantYouConnectLaterAppears')}
      </EmptyState>
    )
  }
  return (
    <>
      {groups.map((group) => (
        <Section
          key={group.id}
          title={`${group.title}, ${group.tenants.length}`}
          aside={additions?.toGroup(group)}
        >
          {group.id === 'hidden' && <p class="quiet">{i18n.t('mapping.youSaidTheseNotTo')}</p>}
          {group.id === 'nothing' && answer.readAt !== null && (
            <p class="quiet">{i18n.t('mapping.noFreeOrganisationHasDomain')}</p>
          )}
          <Entries group={group}>
            {(tenant) => (
              <UnmappedEntry
                key={tenant.tenantId}
                tenant={tenant}
                account={account}
                busy={busy}
                isHidden={group.id === 'hidden'}
                lead={additions?.toTenant(group, tenant)}
                onAccept={onAccept}
                onChoose={() => onChoose(tenant.tenantId)}
              />
            )}
          </Entries>
        </Section>
      ))}
      <p class="hint">
        <Icon of={icons.infoLine} size={16} />{' '}
        {i18n.t('mapping.mappingBeginsWithAllEnabled', { system: account.system })}{' '}
        {!account.canCreate &&
          i18n.t('mapping.organisationMissingCreatedInItself', { system: account.system })}
      </p>
    </>
  )
}

/** Hundreds at once would only make the window slow. */
const shownAtFirst = 50

interface EntriesProps {
  group: Group
  children: (tenant: Unmapped) => ComponentChildren
}
function Entries({ group: { title, tenants }, children }: EntriesProps) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? tenants : tenants.slice(0, shownAtFirst)
  const hidden = tenants.length - shown.length
  return (
    <>
      <ul class="entries" aria-label={title}>
        {shown.map(children)}
      </ul>
      {hidden > 0 && (
        <LinkButton onClick={() => setWhole(true)}>{i18n.t('mapping.showMore', { hidden })}</LinkButton>
      )}
    </>
  )
}
