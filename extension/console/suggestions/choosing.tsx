import { i18n } from '#i18n'
import type { Group, Unmapped } from '../../mapping/group.ts'
import type { Additions } from '../../mapping/groups.tsx'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { countText } from '../../ui/number.ts'
import { hashOf } from '../route.ts'
import { decisionId, SkipToDecision } from '../skip-to-decision.tsx'
import { mayBeMissing, type useChosen } from './use-chosen.ts'

type Chosen = ReturnType<typeof useChosen>

/** Boxes before the tenants that may have no organisation yet, and one for each group of them. */
export function choicesOf(chosen: Chosen, canCreate: boolean, system: string): Additions {
  return {
    toGroup: (group) => {
      if (!mayBeMissing(group)) return null
      if (canCreate) return <ChooseGroup group={group} chosen={chosen} />
      return group.id === 'nothing' && <CannotCreate system={system} />
    },
    toTenant: (group, tenant) =>
      canCreate && mayBeMissing(group) && <ChooseTenant tenant={tenant} chosen={chosen} />,
  }
}

function ChooseGroup({ group, chosen }: { group: Group; chosen: Chosen }) {
  const areAll = chosen.hasAll(group)
  return (
    <>
      <label class="choose-group">
        <input type="checkbox" checked={areAll} onChange={() => chosen.set(group.tenants, !areAll)} />
        {i18n.t('console.suggestions.chooseAllToCreate', { group: group.title })}
      </label>
      {chosen.chosen.length > 0 && <SkipToDecision />}
    </>
  )
}

function ChooseTenant({ tenant, chosen }: { tenant: Unmapped; chosen: Chosen }) {
  const { tenantId, tenantName } = tenant
  const isChosen = chosen.has(tenantId)
  return (
    <input
      type="checkbox"
      aria-label={i18n.t('console.suggestions.chooseToCreate', { tenantName: isolate(tenantName) })}
      checked={isChosen}
      onChange={() => chosen.set([tenant], !isChosen)}
    />
  )
}

function CannotCreate({ system }: { system: string }) {
  return (
    <span class="quiet">
      {i18n.t('console.suggestions.cannotCreate', { system })}{' '}
      <a class="link" href={hashOf({ screen: 'connections' })}>
        {i18n.t('console.suggestions.seeWhatItCan')}
      </a>
    </span>
  )
}

interface ChosenBarProps {
  chosen: Chosen
  system: string
  /** Why nothing can be created now, or null. */
  off: string | null
  onCreate: () => void
}
export function ChosenBar({ chosen, system, off, onCreate }: ChosenBarProps) {
  const count = chosen.chosen.length
  if (count === 0) return null
  return (
    <div id={decisionId} tabIndex={-1} class="decision-bar">
      <p role="status">
        {i18n.t('console.suggestions.tenantsChosen', count, { count: countText(count), system })}{' '}
        {i18n.t('console.suggestions.namesComeFirst')}
      </p>
      <Button onClick={chosen.clear}>{i18n.t('console.suggestions.chooseNone')}</Button>
      <Button kind="primary" icon={icons.add} off={off} onClick={onCreate}>
        {i18n.t('console.suggestions.createOrganisations', count, { count: countText(count) })}
      </Button>
    </div>
  )
}
