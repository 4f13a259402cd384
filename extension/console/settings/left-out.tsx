import { i18n } from '#i18n'
import type { LeaveOut } from '#shared/sync/settings.ts'
import { Toggle } from '../../ui/toggle.tsx'
import { Card, type PartProps } from './part.tsx'
import { Patterns } from './patterns.tsx'

type Switch = Exclude<keyof LeaveOut, 'namePatterns'>
const switches: Record<Switch, { label: string; help: string }> = {
  sharedMailboxes: {
    label: i18n.t('console.settings.sharedMailboxes'),
    help: i18n.t('console.settings.eGReceptionOrInfo'),
  },
  roomMailboxes: {
    label: i18n.t('console.settings.mailboxesRooms'),
    help: i18n.t('console.settings.meetingRoomsCanBeBooked'),
  },
  equipmentMailboxes: {
    label: i18n.t('console.settings.mailboxesDevices'),
    help: i18n.t('console.settings.eGProjectorOrCar'),
  },
  resourceAccounts: {
    label: i18n.t('console.settings.resourceAccounts'),
    help: i18n.t('console.settings.eGCallQueueIn'),
  },
}

/** Accounts that are no people's. */
export function LeftOut({ draft, off, onChange }: PartProps) {
  const { leaveOut } = draft
  return (
    <Card
      title={i18n.t('console.settings.leftOut')}
      text={i18n.t('console.settings.accountsNobodysDoNotBecome')}
    >
      {(Object.keys(switches) as Switch[]).map((name) => (
        <Toggle
          key={name}
          {...switches[name]}
          checked={leaveOut[name]}
          off={off}
          onChange={(checked) => onChange({ leaveOut: { ...leaveOut, [name]: checked } })}
        />
      ))}
      <Patterns
        patterns={leaveOut.namePatterns}
        off={off}
        onChange={(namePatterns) => onChange({ leaveOut: { ...leaveOut, namePatterns } })}
      />
    </Card>
  )
}
