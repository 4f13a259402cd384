import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
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

interface GroupsProps {
  answer: Output<'mappings.suggest'>
  account: Account
  busy: boolean
  onAccept: (suggestion: Suggestion) => void
  onChoose: (tenantId: string) => void
}

/** Every tenant without an organisation, the surest first. */
export function Groups({ answer, account, busy, onAccept, onChoose }: GroupsProps) {
  const hidden = useHidden()
  const groups = groupsOf(answer, hidden)
  if (groups.length === 0) {
    return (
      <EmptyState picture={<Mark size={56} />} title="Every tenant has its organisation">
        A tenant that you connect later appears here until it is mapped.
      </EmptyState>
    )
  }
  return (
    <>
      {groups.map((group) => (
        <Section key={group.id} title={`${group.title}, ${group.tenants.length}`}>
          {group.id === 'hidden' && (
            <p class="quiet">You said that these are not to be mapped. Others still see them.</p>
          )}
          {group.id === 'nothing' && answer.readAt !== null && (
            <p class="quiet">No free organisation has a domain or the name of these tenants.</p>
          )}
          <Entries group={group}>
            {(tenant) => (
              <UnmappedEntry
                key={tenant.tenantId}
                tenant={tenant}
                account={account}
                busy={busy}
                isHidden={group.id === 'hidden'}
                onAccept={onAccept}
                onChoose={() => onChoose(tenant.tenantId)}
              />
            )}
          </Entries>
        </Section>
      ))}
      <p class="hint">
        <Icon of={icons.infoLine} size={16} /> A mapping begins with all enabled members of the tenant. Which
        persons belong is set in its rule. Nothing is written to {account.system} before its first plan is
        approved.{' '}
        {!account.canCreate && `An organisation that is missing is created in ${account.system} itself.`}
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
      {hidden > 0 && <LinkButton onClick={() => setWhole(true)}>Show {hidden} more</LinkButton>}
    </>
  )
}
