import * as v from 'valibot'
import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { Rule } from '#shared/sync/filter.ts'
import { usePages, useWrite } from '../query.ts'
import { useOff } from '../role.ts'

/** An organisation of a connected PSA account. */
export interface Place {
  connectionId: string
  organisationId: string
  organisationName: string
}

export const placeOf = ({ connectionId, organisationId, organisationName }: Mapping): Place => ({
  connectionId,
  organisationId,
  organisationName,
})

export interface Shown {
  show: 'all' | 'in' | 'out'
  /** A part of a name. */
  find: string
}

function savedMapping({ mappings }: TenantDetail, place: Place): Mapping | undefined {
  return mappings.find(
    (mapping) =>
      mapping.connectionId === place.connectionId && mapping.organisationId === place.organisationId,
  )
}

/** The rule of an organisation, as drafted, else as saved, else the one that a new mapping begins with. */
export function ruleOf(tenant: TenantDetail, place: Place, draft: Rule | null): Rule {
  return v.parse(Rule, draft ?? savedMapping(tenant, place)?.rule ?? v.getDefaults(Rule))
}

/** A rule that is being set: what it would do, and saving it. */
export function useRule(tenant: TenantDetail, place: Place, rule: Rule, shown: Shown) {
  const { connectionId, organisationId } = place
  const preview = usePages(
    'rules.preview',
    { tenantId: tenant.id, rule, connectionId, organisationId, ...shown },
    { keep: true },
  )
  const save = useWrite('mappings.set', ['tenants.get', 'tenants.list', 'plans.get', 'organisations.list'])
  return {
    /** Why this person may not change it, or null. */
    off: useOff('mappings.set'),
    mapping: savedMapping(tenant, place),
    preview,
    first: preview.data?.pages[0],
    persons: preview.data?.pages.flatMap((page) => page.persons) ?? [],
    save,
    apply: (onSaved: (mappingId: string) => void) =>
      save.mutate(
        { tenantId: tenant.id, connectionId, organisationId, rule },
        { onSuccess: ({ id }) => onSaved(id) },
      ),
  }
}
