import { i18n } from '#i18n'
import { TextInput } from '../ui/text-input.tsx'

interface ListSearchProps {
  label: string
  /** Absent = the label. */
  placeholder?: string
  value: string
  onInput: (search: string) => void
}
/** Narrows the list below it. */
export function ListSearch({ label, placeholder = label, value, onInput }: ListSearchProps) {
  return (
    <div class="console-search">
      <TextInput label={label} labelHidden placeholder={placeholder} search value={value} onInput={onInput} />
    </div>
  )
}

/** How many of a list a search leaves; silent without one. */
export function FoundCount({ search, count, all }: { search: string; count: number; all: number }) {
  return (
    <p class="quiet" role="status">
      {search && i18n.t('console.found', { count, all })}
    </p>
  )
}

/** Whether one of the words holds what is searched for; every word holds nothing. */
export function isFound(words: readonly (string | null)[], search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase()
  return words.some((word) => (word ?? '').toLocaleLowerCase().includes(wanted))
}
