import { useState } from 'preact/hooks'
import { breakerDefaults } from '#shared/sync/settings.ts'
import { contactsWord } from '../../plan/kinds.ts'
import { TextInput } from '../../ui/text-input.tsx'
import { mostInOneRun } from './draft.ts'
import { Card, type PartProps } from './part.tsx'

/** What stands in the draft while what is typed is no share: it cannot be saved. */
export const noShare = 0

/** A share in percent, or null: whole, from 1 to 100. */
function shareOf(typed: string): number | null {
  const share = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return share >= 1 && share <= 100 ? share : null
}

/** Above which share of the contacts a run stops and waits for a person. */
export function Breaker({ draft, mapping, off, onChange }: PartProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? String(draft.breakerShare)
  const active = Math.max(0, mapping.linked - mapping.inactive)
  const share = shareOf(shown)
  return (
    <Card
      title="Breaker"
      text="A run that would make many contacts inactive at once stops, writes nothing and waits for approval."
    >
      <div class="breaker">
        <TextInput
          label="Stop above this share of the contacts, in percent"
          value={shown}
          maxLength={3}
          off={off}
          error={share === null ? 'A whole number from 1 to 100.' : null}
          onInput={(value) => {
            setTyped(value)
            onChange({ breakerShare: shareOf(value) ?? noShare })
          }}
        />
      </div>
      <p class="quiet">
        {share !== null &&
          `Of ${contactsWord(active)} active now, one run may make ${mostInOneRun(active, share)} inactive. `}
        Fewer than {breakerDefaults.atLeast} it always may.
      </p>
    </Card>
  )
}
