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
  if (!isChanged && mapping) return <p class="quiet">Change a line; what it does is shown at once.</p>
  return (
    <>
      {save.error && <ErrorNotice error={save.error} what="The rule was not saved." />}
      <div class="decision-bar">
        <p>Nothing is written by saving: the plan is looked at and approved first.</p>
        {isChanged && <Button onClick={onReset}>Discard</Button>}
        <Button
          kind="primary"
          busy={save.isPending}
          onClick={() => apply((mappingId) => goTo({ screen: 'plan', tenantId, mappingId }))}
        >
          Save and see the plan
        </Button>
      </div>
    </>
  )
}
