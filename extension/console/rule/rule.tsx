import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import type { Rule } from '#shared/sync/filter.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useSettled } from '../../mapping/use-settled.ts'
import { useRead } from '../../query.ts'
import { Figures } from '../../rule/preview.tsx'
import { RemoveMapping } from '../../rule/remove-mapping.tsx'
import { RuleEditor } from '../../rule/rule-editor.tsx'
import { type Place, placeOf, ruleOf, type Shown, useRule } from '../../rule/use-rule.ts'
import { MappingList } from '../../tenant/mapping-list.tsx'
import { isolate } from '../../ui/isolate.ts'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tag } from '../../ui/tag.tsx'
import { woven } from '../../ui/woven.tsx'
import { goTo } from '../lead.ts'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { Judged } from './judged.tsx'
import { SaveBar } from './save-bar.tsx'

interface RulePageProps {
  tenantId: string
  place: Place
}

/** Which persons of a tenant belong to an organisation, and for each who does or does not, why. */
export function RulePage({ tenantId, place }: RulePageProps) {
  const { data: tenant, error, refetch } = useRead('tenants.get', { tenantId })
  return (
    <>
      <PageHead
        title={i18n.t('console.rule.rule')}
        name={place.organisationName || i18n.t('console.rule.anOrganisation')}
        crumbs={[
          { text: i18n.t('console.rule.tenants'), href: hashOf({ screen: 'tenants' }) },
          {
            text: tenant?.name ?? i18n.t('console.rule.tenant'),
            href: hashOf({ screen: 'tenant', tenantId }),
          },
        ]}
        text={
          tenant &&
          woven(i18n.t('console.rule.whichPersonsBecomeContactsThere', { name: '{name}' }), {
            name: <bdi>{tenant.name}</bdi>,
          })
        }
      />
      <ReadState
        error={error}
        hasData={tenant !== undefined}
        what={i18n.t('console.rule.ruleCouldNotBeRead')}
        reading={i18n.t('console.rule.readingRule')}
        onRetry={refetch}
      />
      {tenant && <Editing tenant={tenant} place={place} />}
    </>
  )
}

function Editing({ tenant, place }: { tenant: TenantDetail; place: Place }) {
  const [draft, setDraft] = useState<Rule | null>(null)
  const [shown, setShown] = useState<Shown>({ show: 'out', find: '' })
  const find = useSettled(shown.find.trim())
  const rule = ruleOf(tenant, place, draft)
  const used = useRule(tenant, place, rule, { ...shown, find })
  const { off, mapping, preview, first } = used
  return (
    <>
      <div class="rule-columns">
        <div class="surface surface-padded rule-form">
          <RuleEditor rule={rule} preview={first} off={off} onChange={setDraft} />
          <Order tenant={tenant} place={place} />
          {mapping && !off && (
            <RemoveMapping
              mapping={mapping}
              onRemoved={() => goTo({ screen: 'tenant', tenantId: tenant.id })}
            />
          )}
        </div>
        <div class="rule-answer">
          {preview.error && (
            <ErrorNotice
              error={preview.error}
              what={i18n.t('console.rule.previewCouldNotBeMade')}
              onRetry={preview.refetch}
            />
          )}
          {first ? (
            <section
              class="surface surface-padded preview"
              aria-label={i18n.t('console.rule.preview')}
              aria-busy={preview.isPlaceholderData ? 'true' : undefined}
            >
              <Figures answer={first} isMapped={mapping !== undefined} />
            </section>
          ) : (
            !preview.error && (
              <div class="surface surface-padded">
                <Skeleton rows={4} label={i18n.t('console.rule.judgingEveryPerson')} />
              </div>
            )
          )}
          {first && <Judged used={used} shown={shown} onShow={setShown} />}
        </div>
      </div>
      <SaveBar used={used} isChanged={draft !== null} tenantId={tenant.id} onReset={() => setDraft(null)} />
    </>
  )
}

/** Of several organisations of a tenant the first whose rule takes a person gets them. */
function Order({ tenant, place }: { tenant: TenantDetail; place: Place }) {
  if (tenant.mappings.length < 2) return null
  return (
    <Section title={i18n.t('console.rule.orderOrganisations')}>
      <MappingList
        tenant={tenant}
        ways={(mapping) =>
          mapping.organisationId === place.organisationId && mapping.connectionId === place.connectionId ? (
            <Tag>{i18n.t('console.rule.one')}</Tag>
          ) : (
            <a
              class="button-link"
              href={hashOf({ screen: 'rule', tenantId: tenant.id, place: placeOf(mapping) })}
              aria-label={i18n.t('console.rule.rule3', {
                organisationName: isolate(mapping.organisationName),
              })}
            >
              {i18n.t('console.rule.rule2')}
            </a>
          )
        }
      />
    </Section>
  )
}
