import type { LeaveOut } from '#shared/sync/settings.ts'
import { Toggle } from '../../ui/toggle.tsx'
import { Card, type PartProps } from './part.tsx'
import { Patterns } from './patterns.tsx'

type Switch = Exclude<keyof LeaveOut, 'namePatterns'>
const switches: Record<Switch, { label: string; help: string }> = {
  sharedMailboxes: { label: 'Shared mailboxes', help: 'E.g. reception@ or info@.' },
  roomMailboxes: { label: 'Mailboxes of rooms', help: 'Meeting rooms that can be booked.' },
  equipmentMailboxes: { label: 'Mailboxes of devices', help: 'E.g. a projector or a car.' },
  resourceAccounts: { label: 'Resource accounts', help: 'E.g. of a call queue in Teams.' },
}

/** Accounts that are no people's. */
export function LeftOut({ draft, off, onChange }: PartProps) {
  const { leaveOut } = draft
  return (
    <Card
      title="Left out"
      text="Accounts that are nobody’s do not become contacts, although the rule takes them."
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
