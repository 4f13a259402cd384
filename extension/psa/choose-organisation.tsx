import { useState } from 'preact/hooks'
import { ErrorNotice } from '../error-notice.tsx'
import { useRead } from '../query.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TextInput } from '../ui/text-input.tsx'

interface ChooseOrganisationProps {
  connectionId: string
  /** The organisation's id; '' = none chosen yet. */
  value: string
  onChange: (id: string) => void
  help: string
}
const shown = 8

/** An organisation of the PSA, by a part of its name. */
export function ChooseOrganisation({ connectionId, value, onChange, help }: ChooseOrganisationProps) {
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  const { data, error, refetch } = useRead('organisations.list', { connectionId, query }, { keep: true })
  const found = data?.organisations ?? []
  const search = (event: Event) => {
    event.preventDefault()
    onChange('')
    setQuery(typed.trim())
  }
  return (
    <>
      <form class="form" onSubmit={search}>
        <TextInput label="Part of the organisation’s name" value={typed} onInput={setTyped} search />
        <div class="buttons">
          <Button type="submit" size="small">
            Search
          </Button>
        </div>
      </form>
      {error && <ErrorNotice error={error} what="The organisations could not be read." onRetry={refetch} />}
      {!data && !error && <Skeleton rows={3} label="Reading organisations" />}
      {found.length > 0 && (
        <Choice
          label="In which organisation?"
          help={help}
          options={Object.fromEntries(found.slice(0, shown).map(({ id, name }) => [`o${id}`, name]))}
          value={`o${value}`}
          onChange={(option) => onChange(option.slice(1))}
        />
      )}
      {data && found.length === 0 && <p class="quiet">No organisation is called that.</p>}
      {(data?.more || found.length > shown) && (
        <p class="quiet">There are more. Search for a part of the name.</p>
      )}
    </>
  )
}
