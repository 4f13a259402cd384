import { JudgedPersons } from '../../rule/preview.tsx'
import type { Shown, useRule } from '../../rule/use-rule.ts'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'

interface JudgedProps {
  used: ReturnType<typeof useRule>
  shown: Shown
  onShow: (shown: Shown) => void
}
const choices: Record<Shown['show'], string> = {
  out: 'Who is out',
  in: 'Who is in',
  all: 'Everybody',
}
const isChoice = (value: string): value is Shown['show'] => Object.hasOwn(choices, value)

/** Persons with why they are in or out. Searching goes through all of them: who is looked for may be on either side. */
export function Judged({ used: { preview, persons }, shown, onShow }: JudgedProps) {
  const search = (find: string) => onShow({ find, show: find && !shown.find ? 'all' : shown.show })
  return (
    <section class="surface surface-padded judged" aria-label="Persons">
      <div class="judged-head">
        <h2>Why is somebody in or out?</h2>
        <div class="judged-tools">
          <TextInput
            label="Find a person by name or user name"
            labelHidden
            placeholder="Name or user name"
            search
            maxLength={100}
            value={shown.find}
            onInput={search}
          />
          <Select
            label="Show"
            value={shown.show}
            options={Object.entries(choices).map(([value, text]) => ({ value, text }))}
            onChange={(show) => isChoice(show) && onShow({ ...shown, show })}
          />
        </div>
      </div>
      <div aria-busy={preview.isPlaceholderData ? 'true' : undefined}>
        {persons.length > 0 && (
          <JudgedPersons
            persons={persons}
            isMarked
            onMore={preview.hasNextPage ? preview.fetchNextPage : null}
          />
        )}
      </div>
      <p class="quiet" role="status">
        {persons.length === 0 && !preview.isPlaceholderData && nobody(shown)}
      </p>
    </section>
  )
}

function nobody({ show, find }: Shown): string {
  if (find) return 'Nobody of this tenant is called that. Persons appear here after the next sync.'
  return show === 'in' ? 'The rule takes nobody.' : 'Nobody is left out.'
}
