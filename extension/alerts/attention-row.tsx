import { Button } from '../ui/button.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Row } from '../ui/list.tsx'
import type { Attention } from './attention.ts'

const looks: Record<Attention['kind'], { icon: string; tone: Tone; label: string }> = {
  stopped: { icon: icons.unplugged, tone: 'danger', label: 'Stopped' },
  problem: { icon: icons.warning, tone: 'warning', label: 'Problem' },
  consent: { icon: icons.shield, tone: 'warning', label: 'Needs consent again' },
  refused: { icon: icons.danger, tone: 'danger', label: 'Refused' },
  plan: { icon: icons.clipboardCheck, tone: 'brand', label: 'Waits for approval' },
  halted: { icon: icons.hand, tone: 'danger', label: 'Run stopped' },
  review: { icon: icons.personQuestion, tone: 'brand', label: 'To decide' },
  seats: { icon: icons.warning, tone: 'warning', label: 'No seats' },
}

export function AttentionRow({ need, onAct }: { need: Attention; onAct: () => void }) {
  const { kind, tenantName, text, action } = need
  return (
    <Row
      start={<Icon of={looks[kind].icon} tone={looks[kind].tone} label={looks[kind].label} />}
      title={<Foreign>{tenantName}</Foreign>}
      text={<span>{text}</span>}
      end={
        <Button size="small" label={`${action}: ${tenantName}`} onClick={onAct}>
          {action}
        </Button>
      }
    />
  )
}
