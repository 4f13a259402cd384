import * as v from 'valibot'
import type { Mapping, TenantDetail } from '#shared/contract.ts'
import { Rule } from '#shared/sync/filter.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { usePages, useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go, Place } from '../route.ts'
import { Preview } from './preview.tsx'
import { RemoveMapping } from './remove-mapping.tsx'
import { RuleEditor } from './rule-editor.tsx'

interface RuleProps {
  tenantId: string
  place: Place
  /** What was changed and not saved yet. */
  draft: Rule | null
  go: Go
  back: () => void
}

/** Which persons belong to an organisation, with the reason for each who does not. */
export function RuleScreen({ tenantId, place, draft, go, back }: RuleProps) {
  const { data: tenant, error, refetch } = useRead('tenants.get', { tenantId })
  if (!tenant)
    return (
      <Page>
        <Bar title={`Rule: ${place.organisationName}`} onBack={back} />
        <Body>{error ? <ErrorNotice error={error} onRetry={refetch} /> : <Skeleton rows={5} />}</Body>
      </Page>
    )
  const rule = draft ?? savedMapping(tenant, place)?.rule ?? v.getDefaults(Rule)
  return (
    <Editing
      tenant={tenant}
      place={place}
      rule={v.parse(Rule, rule)}
      onChange={(changed) => go({ screen: 'rule', tenantId, place, draft: changed })}
      onSaved={(mappingId) => go({ screen: 'plan', tenantId, mappingId })}
      back={back}
    />
  )
}

function savedMapping({ mappings }: TenantDetail, place: Place): Mapping | undefined {
  return mappings.find(
    (mapping) =>
      mapping.connectionId === place.connectionId && mapping.organisationId === place.organisationId,
  )
}

interface EditingProps {
  tenant: TenantDetail
  place: Place
  rule: Rule
  onChange: (rule: Rule) => void
  onSaved: (mappingId: string) => void
  back: () => void
}
function Editing({ tenant, place, rule, onChange, onSaved, back }: EditingProps) {
  const off = useOff('mappings.set')
  const { connectionId, organisationId } = place
  const mapping = savedMapping(tenant, place)
  const preview = usePages(
    'rules.preview',
    { tenantId: tenant.id, rule, connectionId, organisationId, show: 'out' },
    { keep: true },
  )
  const save = useWrite('mappings.set', ['tenants.get', 'tenants.list', 'plans.get', 'organisations.list'])
  const first = preview.data?.pages[0]
  const apply = () => {
    save.mutate(
      { tenantId: tenant.id, connectionId, organisationId, rule },
      { onSuccess: ({ id }) => onSaved(id) },
    )
  }
  return (
    <Page>
      <Bar title={`Rule: ${place.organisationName}`} subtitle={`Persons of ${tenant.name}`} onBack={back} />
      <Body>
        <RuleEditor rule={rule} preview={first} off={off} onChange={onChange} />
        {preview.error && (
          <ErrorNotice
            error={preview.error}
            what="The preview could not be made."
            onRetry={preview.refetch}
          />
        )}
        {first ? (
          <Preview
            answer={first}
            isMapped={mapping !== undefined}
            persons={preview.data?.pages.flatMap(({ persons }) => persons) ?? []}
            isStale={preview.isPlaceholderData}
            onMore={preview.hasNextPage ? preview.fetchNextPage : null}
          />
        ) : (
          !preview.error && <Skeleton rows={4} label="Judging every person" />
        )}
        {mapping && !off && <RemoveMapping mapping={mapping} onRemoved={back} />}
        {save.error && <ErrorNotice error={save.error} what="The rule was not saved." />}
      </Body>
      <Footer>
        <span class="quiet">{off ?? 'Nothing is written yet.'}</span>
        <span class="push" />
        <Button onClick={back}>{off ? 'Close' : 'Cancel'}</Button>
        {!off && (
          <Button kind="primary" busy={save.isPending} onClick={apply}>
            Save and see the plan
          </Button>
        )}
      </Footer>
    </Page>
  )
}
