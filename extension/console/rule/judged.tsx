import { i18n } from '#i18n'
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
  out: i18n.t('console.rule.whoOut'),
  in: i18n.t('console.rule.whoIn'),
  all: i18n.t('console.rule.everybody'),
}
const isChoice = (value: string): value is Shown['show'] => Object.hasOwn(choices, value)

/** Persons with why they are in or out. Searching goes through all of them: who is looked for may be on either side. */
export function Judged({ used: { preview, persons }, shown, onShow }: JudgedProps) {
  const search = (find: string) => onShow({ find, show: find && !shown.find ? 'all' : shown.show })
  return (
    <section class="surface surface-padded judged" aria-label={i18n.t('console.rule.persons')}>
      <div class="judged-head">
        <h2>{i18n.t('console.rule.whySomebodyInOrOut')}</h2>
        <div class="judged-tools">
          <TextInput
            label={i18n.t('console.rule.findPersonByNameOr')}
            labelHidden
            placeholder={i18n.t('console.rule.nameOrUserName')}
            search
            maxLength={100}
            value={shown.find}
            onInput={search}
          />
          <Select
            label={i18n.t('console.rule.show')}
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
  if (find) return i18n.t('console.rule.nobodyTenantCalledPersonsAppear')
  return show === 'in' ? i18n.t('console.rule.ruleTakesNobody') : i18n.t('console.rule.nobodyLeftOut')
}
