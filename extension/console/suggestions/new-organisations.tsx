import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Unmapped } from '../../mapping/group.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { CreatingNow } from './creating.tsx'
import { NameLine } from './name-line.tsx'
import { useCreateEach } from './use-create-each.ts'
import { useNames } from './use-names.ts'

interface NewOrganisationsProps {
  /** As they were chosen. */
  tenants: readonly Unmapped[]
  connectionId: string
  system: string
  onLeave: () => void
}

/** Organisations that are to be created, each with its name, before anything is; then how far it is. */
export function NewOrganisations({ tenants, connectionId, system, onLeave }: NewOrganisationsProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const names = useNames(tenants, connectionId, system)
  const creating = useCreateEach(connectionId)
  const step = creating.state === null ? 'names' : creating.state.isRunning ? 'running' : 'done'
  useEffect(() => heading.current?.focus(), [step])
  return (
    <section class="new-organisations">
      <h2 ref={heading} tabIndex={-1}>
        {i18n.t('console.suggestions.newOrganisationsIn', { system })}
      </h2>
      {creating.state ? (
        <CreatingNow
          state={creating.state}
          system={system}
          onStop={creating.stop}
          onRepeat={creating.run}
          onLeave={onLeave}
        />
      ) : (
        <Names names={names} system={system} onCreate={creating.run} onLeave={onLeave} />
      )}
    </section>
  )
}

interface NamesProps {
  names: ReturnType<typeof useNames>
  system: string
  onCreate: (wanted: ReturnType<typeof useNames>['wanted']) => void
  onLeave: () => void
}
function Names({ names, system, onCreate, onLeave }: NamesProps) {
  const { wanted, troubles, isComparing, isUnread } = names
  const off = useOff('organisations.create')
  const count = wanted.length
  const counted = { count: countText(count), system }
  return (
    <>
      <p>{i18n.t('console.suggestions.lookAtNames', { system })}</p>
      {isUnread && (
        <Notice kind="info" title={i18n.t('console.suggestions.namesNotKnown', { system })}>
          {i18n.t('console.suggestions.eachLookedUp', { system })}
        </Notice>
      )}
      {troubles.size > 0 && <Troubles names={names} />}
      <NameLines names={names} system={system} />
      <div class="decision-bar">
        <p role="status">{i18n.t('console.suggestions.organisationsToCreate', count, counted)}</p>
        <Button onClick={onLeave}>{i18n.t('console.suggestions.backToSuggestions')}</Button>
        <Button
          kind="primary"
          off={off ?? whyNot(count, troubles.size, isComparing)}
          onClick={() => onCreate(wanted)}
        >
          {i18n.t('console.suggestions.createAndMap', count, counted)}
        </Button>
      </div>
    </>
  )
}

function whyNot(count: number, troubles: number, isComparing: boolean): string | null {
  if (count === 0) return i18n.t('console.suggestions.nobodyLeft')
  if (troubles > 0) return i18n.t('console.suggestions.namesFirst')
  return isComparing ? i18n.t('console.suggestions.namesBeingCompared') : null
}

function Troubles({ names: { troubles, leaveOut } }: Pick<NamesProps, 'names'>) {
  const count = countText(troubles.size)
  return (
    <Notice
      kind="warning"
      title={i18n.t('console.suggestions.namesNeedLook', troubles.size, { count })}
      actions={
        <LinkButton onClick={() => leaveOut(troubles.keys())}>
          {i18n.t('console.suggestions.leaveThemOut')}
        </LinkButton>
      }
    >
      {i18n.t('console.suggestions.theyStandFirst')}
    </Notice>
  )
}

const shownAtOnce = 50

/** Hundreds of fields at once would only make the page slow: some at a time, and whichever ever needed a look. */
function NameLines({ names, system }: Pick<NamesProps, 'names' | 'system'>) {
  const { wanted, troubles, rename, leaveOut } = names
  const [most, setMost] = useState(shownAtOnce)
  const looked = useRef(new Set<string>())
  for (const tenantId of troubles.keys()) looked.current.add(tenantId)
  const isFirst = ({ tenantId }: { tenantId: string }) => looked.current.has(tenantId)
  const ordered = [...wanted.filter(isFirst), ...wanted.filter((one) => !isFirst(one))]
  const shown = ordered.slice(0, Math.max(most, wanted.filter(isFirst).length))
  const more = wanted.length - shown.length
  return (
    <>
      <ul class="lines name-lines" aria-label={i18n.t('console.suggestions.names')}>
        {shown.map((one) => (
          <NameLine
            key={one.tenantId}
            wanted={one}
            system={system}
            trouble={troubles.get(one.tenantId) ?? null}
            onRename={(name) => rename(one.tenantId, name)}
            onLeaveOut={() => leaveOut([one.tenantId])}
          />
        ))}
      </ul>
      {more > 0 && (
        <LinkButton onClick={() => setMost(most + 200)}>
          {i18n.t('mapping.showMore', { hidden: countText(more) })}
        </LinkButton>
      )}
    </>
  )
}
