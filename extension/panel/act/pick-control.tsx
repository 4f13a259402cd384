import { useEffect, useId, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ActionOption } from '#shared/contract.ts'
import type { Picked, PickField } from '#shared/field.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { FieldWords } from '../../ui/field-words.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { PickOption } from './pick-option.tsx'
import { Picking } from './picking.tsx'

interface PickControlProps {
  /** Whose field it is. */
  at: { action: string; tenantId: string; personId: string; field: string }
  field: PickField
  value: Picked | null
  error: string | null
  onChange: (value: Picked | null) => void
}
/** Microsoft is not asked again for every letter. */
const typingMilliseconds = 300
const freshForMilliseconds = 30_000

/** One of what Microsoft has now: read when the form opens, searched where there is more. */
export function PickControl({ at, field, value, error, onChange }: PickControlProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const search = useSettled(typed)
  const read = useRead('actions.options', { ...at, search }, { freshFor: freshForMilliseconds, keep: true })
  const { data } = read
  const isSearched = field.search || data?.more || typed !== ''
  const label = field.required ? field.label : i18n.t('ui.optional', { label: field.label })
  if (value) {
    return (
      <Picking label={label} id={id}>
        <Chosen value={value} option={data?.options.find((option) => option.value === value.id)} />
        <button type="button" class="link" onClick={() => onChange(null)}>
          {i18n.t('panel.act.chooseAnother')}
        </button>
        <FieldWords id={`${id}-words`} help={field.help} error={error} />
      </Picking>
    )
  }
  return (
    <Picking label={label} id={id} busy={read.isFetching}>
      <FieldWords id={`${id}-words`} help={field.help} error={error} />
      {isSearched && (
        <TextInput
          label={i18n.t('panel.act.searchIn', { what: field.label })}
          labelHidden
          search
          placeholder={i18n.t('panel.act.search')}
          maxLength={100}
          value={typed}
          onInput={setTyped}
        />
      )}
      {!data && !read.error && <Skeleton rows={3} height={40} label={i18n.t('panel.act.askingMicrosoft')} />}
      {read.error && (
        <ErrorNotice
          error={read.error}
          what={i18n.t('panel.act.choicesNotRead')}
          onRetry={() => void read.refetch()}
        />
      )}
      {data && (
        <Choices
          name={id}
          options={data.options}
          isSearching={search !== ''}
          onPick={(option) => onChange({ id: option.value, name: option.label })}
        />
      )}
      {data?.more && <p class="field-help">{i18n.t('panel.act.moreBySearch')}</p>}
    </Picking>
  )
}

interface ChoicesProps {
  name: string
  options: readonly ActionOption[]
  isSearching: boolean
  onPick: (option: ActionOption) => void
}
function Choices({ name, options, isSearching, onPick }: ChoicesProps) {
  if (options.length === 0) {
    return (
      <p class="quiet" role="status">
        {isSearching ? i18n.t('panel.act.nothingFound') : i18n.t('panel.act.nothingToChoose')}
      </p>
    )
  }
  return (
    <ul class="pick-list">
      {options.map((option) => (
        <PickOption key={option.value} name={name} option={option} onPick={() => onPick(option)} />
      ))}
    </ul>
  )
}

function Chosen({ value, option }: { value: Picked; option: ActionOption | undefined }) {
  return (
    <p class="pick-chosen" role="status">
      <bdi>{value.name}</bdi>
      {option?.detail && <bdi class="quiet">{option.detail}</bdi>}
    </p>
  )
}

/** What was typed, once typing has paused. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), typingMilliseconds)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}
