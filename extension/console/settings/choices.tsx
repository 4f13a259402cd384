import { Options } from '../../ui/options.tsx'
import { Card, type PartProps } from './part.tsx'

export function SyncChoice({ draft, off, onChange, psaName }: PartProps) {
  return (
    <Card title="Sync" text="Whether Sidelight keeps the contacts of this organisation.">
      <Options
        label="Sync"
        off={off}
        value={draft.sync}
        onChange={(sync) => onChange({ sync })}
        options={{
          on: { title: 'On', text: `Persons become contacts in ${psaName} and follow Entra every hour.` },
          paused: {
            title: 'Paused',
            text: 'Nothing is planned or written until it is on again. Links stay, nobody becomes inactive.',
          },
          off: {
            title: 'Off',
            text: 'Mapped for tickets and rules alone: the contacts are not Sidelight’s. Nobody becomes inactive.',
          },
        }}
      />
    </Card>
  )
}

export function ApprovalChoice({ draft, off, onChange }: PartProps) {
  return (
    <Card title="Approval" text="The first plan always waits, and so does one after a change of the rule.">
      <Options
        label="Approval"
        off={off}
        value={draft.approval}
        onChange={(approval) => onChange({ approval })}
        options={{
          auto: { title: 'Later plans go out by themselves', text: 'Unless the breaker below stops one.' },
          each: { title: 'Every plan waits', text: 'Nothing is written without an administrator.' },
        }}
      />
    </Card>
  )
}
