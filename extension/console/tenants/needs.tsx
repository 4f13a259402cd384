import { i18n } from '#i18n'
import type { TenantSummary } from '#shared/contract.ts'
import { type Attention, attentionOf } from '../../alerts/attention.ts'
import { AttentionRow } from '../../alerts/attention-row.tsx'
import { useWaiting } from '../../plan/use-waiting.ts'
import { useRead } from '../../query.ts'
import { List } from '../../ui/list.tsx'
import { Section } from '../../ui/page.tsx'
import { goTo, leadTo } from '../lead.ts'

/** What needs a person, most pressing first: the same as in the popup. */
export function Needs({ tenants }: { tenants: TenantSummary[] }) {
  const waiting = useWaiting()
  // They only add to what the tenants show themselves.
  const alerts = useRead('alerts.list', {}).data?.alerts ?? []
  const needs = attentionOf(tenants, alerts, waiting)
  if (needs.length === 0) return null
  return (
    <div class="surface surface-padded">
      <Section title={i18n.t('console.tenants.needsAttention', { count: needs.length })}>
        <List>
          {needs.map((need) => (
            <AttentionRow key={need.id} need={need} onAct={() => act(need)} />
          ))}
        </List>
      </Section>
    </div>
  )
}

function act({ page, to }: Attention): void {
  if (page) goTo(page)
  else leadTo(to)
}
