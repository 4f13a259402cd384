import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import type { Rule } from '#shared/sync/filter.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole } from '../../places.ts'
import { useRead } from '../../query.ts'
import { Preview } from '../../rule/preview.tsx'
import { RemoveMapping } from '../../rule/remove-mapping.tsx'
import { RuleEditor } from '../../rule/rule-editor.tsx'
import { type Place, ruleOf, useRule } from '../../rule/use-rule.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { Bar, Body, Footer, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'

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
        <Bar title={i18n.t('popup.rule.rule', { organisationName: place.organisationName })} onBack={back} />
        <Body>{error ? <ErrorNotice error={error} onRetry={refetch} /> : <Skeleton rows={5} />}</Body>
      </Page>
    )
  return (
    <Editing
      tenant={tenant}
      place={place}
      rule={ruleOf(tenant, place, draft)}
      onChange={(changed) => go({ screen: 'rule', tenantId, place, draft: changed })}
      onSaved={(mappingId) => go({ screen: 'plan', tenantId, mappingId })}
      back={back}
    />
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
  const { off, mapping, preview, first, persons, save, apply } = useRule(tenant, place, rule, {
    show: 'out',
    find: '',
  })
  return (
    <Page>
      <Bar
        title={i18n.t('popup.rule.rule', { organisationName: place.organisationName })}
        subtitle={i18n.t('popup.rule.persons', { name: tenant.name })}
        onBack={back}
      >
        <IconButton
          icon={icons.open}
          label={i18n.t('popup.rule.openOnFullPage')}
          onClick={() => openConsole({ screen: 'rule', tenantId: tenant.id, place })}
        />
      </Bar>
      <Body>
        <RuleEditor rule={rule} preview={first} off={off} onChange={onChange} />
        {preview.error && (
          <ErrorNotice
            error={preview.error}
            what={i18n.t('popup.rule.previewCouldNotBeMade')}
            onRetry={preview.refetch}
          />
        )}
        {first ? (
          <Preview
            answer={first}
            isMapped={mapping !== undefined}
            persons={persons}
            isStale={preview.isPlaceholderData}
            onMore={preview.hasNextPage ? preview.fetchNextPage : null}
          />
        ) : (
          !preview.error && <Skeleton rows={4} label={i18n.t('popup.rule.judgingEveryPerson')} />
        )}
        {mapping && !off && <RemoveMapping mapping={mapping} onRemoved={back} />}
        {save.error && <ErrorNotice error={save.error} what={i18n.t('popup.rule.ruleNotSaved')} />}
      </Body>
      <Footer>
        <span class="quiet">{off ?? i18n.t('popup.rule.nothingWrittenYet')}</span>
        <span class="push" />
        <Button onClick={back}>{off ? i18n.t('popup.rule.close') : i18n.t('popup.rule.cancel')}</Button>
        {!off && (
          <Button kind="primary" busy={save.isPending} onClick={() => apply(onSaved)}>
            {i18n.t('popup.rule.saveAndSeePlan')}
          </Button>
        )}
      </Footer>
    </Page>
  )
}
