import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { breakerDefaults } from '#shared/sync/settings.ts'
import { contactsWord } from '../../plan/kinds.ts'
import { countText } from '../../ui/number.ts'
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
      title={i18n.t('console.settings.breaker')}
      text={i18n.t('console.settings.runWouldMakeManyContacts')}
    >
      <div class="breaker">
        <TextInput
          label={i18n.t('console.settings.stopAboveShareContactsIn')}
          value={shown}
          maxLength={3}
          off={off}
          error={share === null ? i18n.t('console.settings.wholeNumberFrom1To') : null}
          onInput={(value) => {
            setTyped(value)
            onChange({ breakerShare: shareOf(value) ?? noShare })
          }}
        />
      </div>
      <p class="quiet">
        {share !== null &&
          `${i18n.t('console.settings.activeNowOneRunMay', { contacts: contactsWord(active), most: countText(mostInOneRun(active, share)) })} `}
        {i18n.t('console.settings.fewerThanItAlwaysMay', { least: countText(breakerDefaults.atLeast) })}
      </p>
    </Card>
  )
}
