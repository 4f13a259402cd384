import { i18n } from '#i18n'
import { Button } from '../ui/button.tsx'
import { Foreign } from '../ui/foreign.tsx'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Row } from '../ui/list.tsx'
import type { Attention } from './attention.ts'

const looks: Record<Attention['kind'], { icon: string; tone: Tone; label: string }> = {
  stopped: { icon: icons.unplugged, tone: 'danger', label: i18n.t('alerts.stopped') },
  problem: { icon: icons.warning, tone: 'warning', label: i18n.t('alerts.problem') },
  consent: { icon: icons.shield, tone: 'warning', label: i18n.t('alerts.needsConsentAgain') },
  refused: { icon: icons.danger, tone: 'danger', label: i18n.t('alerts.refused') },
  plan: { icon: icons.clipboardCheck, tone: 'brand', label: i18n.t('alerts.waitsForApproval') },
  halted: { icon: icons.hand, tone: 'danger', label: i18n.t('alerts.runStopped') },
  review: { icon: icons.personQuestion, tone: 'brand', label: i18n.t('alerts.toDecide') },
  seats: { icon: icons.warning, tone: 'warning', label: i18n.t('alerts.noSeats') },
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
