import { i18n } from '#i18n'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { Toggle } from '../../ui/toggle.tsx'
import { decisionId } from '../skip-to-decision.tsx'
import type { Choice } from './use-choice.ts'
import type { Work } from './use-work.ts'

interface TakeInProps {
  choice: Choice
  work: Work
  /** Why nobody can be taken in now, or null. */
  off: string | null
  /** The bar goes, and the focus with it. */
  onDone: () => void
}

/** Takes the chosen ones in, for reading alone or for actions as well. */
export function TakeIn({ choice, work, off, onDone }: TakeInProps) {
  const { chosen } = choice
  const { apps, setApps, onboard } = work
  const words = { count: countText(chosen.length) }
  const run = async () => {
    if (await work.takeIn(chosen)) onDone()
  }
  if (chosen.length === 0) return null
  return (
    <div id={decisionId} tabIndex={-1} class="decision-bar customers-decision">
      <p role="status">{i18n.t('console.customers.chosen', words)}</p>
      <Toggle
        label={i18n.t('console.customers.alsoActions')}
        help={
          apps === 'both'
            ? i18n.t('console.customers.withActions')
            : i18n.t('console.customers.withoutActions')
        }
        checked={apps === 'both'}
        onChange={(isBoth) => setApps(isBoth ? 'both' : 'reader')}
      />
      <Button
        onClick={() => {
          choice.clear()
          onDone()
        }}
      >
        {i18n.t('console.customers.chooseNone')}
      </Button>
      <Button kind="primary" icon={icons.check} busy={onboard.isPending} off={off} onClick={run}>
        {i18n.t('console.customers.takeIn', chosen.length, words)}
      </Button>
    </div>
  )
}
