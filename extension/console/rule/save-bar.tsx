import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import type { useRule } from '../../rule/use-rule.ts'
import { Button } from '../../ui/button.tsx'
import { goTo } from '../lead.ts'

interface SaveBarProps {
  used: ReturnType<typeof useRule>
  isChanged: boolean
  tenantId: string
  onReset: () => void
}

/** Saving writes nothing to the ticket system: the plan that comes of it is seen first. Others only read. */
export function SaveBar({ used: { off, mapping, save, apply }, isChanged, tenantId, onReset }: SaveBarProps) {
  if (off) return <p class="quiet">{off}</p>
  if (!isChanged && mapping) return <p class="quiet">{i18n.t('console.rule.changeLineWhatItDoes')}</p>
  return (
    <>
      {save.error && <ErrorNotice error={save.error} what={i18n.t('console.rule.ruleNotSaved')} />}
      <div class="decision-bar">
        <p>{i18n.t('console.rule.nothingWrittenBySavingPlan')}</p>
        {isChanged && <Button onClick={onReset}>{i18n.t('console.rule.discard')}</Button>}
        <Button
          kind="primary"
          busy={save.isPending}
          onClick={() => apply((mappingId) => goTo({ screen: 'plan', tenantId, mappingId }))}
        >
          {i18n.t('console.rule.saveAndSeePlan')}
        </Button>
      </div>
    </>
  )
}
