import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
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
        <TextInput label={i18n.t('psa.partOrganisationsName')} value={typed} onInput={setTyped} search />
        <div class="buttons">
          <Button type="submit" size="small">
            {i18n.t('psa.search')}
          </Button>
        </div>
      </form>
      {error && (
        <ErrorNotice error={error} what={i18n.t('psa.organisationsCouldNotBeRead')} onRetry={refetch} />
      )}
      {!data && !error && <Skeleton rows={3} label={i18n.t('psa.readingOrganisations')} />}
      {found.length > 0 && (
        <Choice
          label={i18n.t('psa.inWhichOrganisation')}
          help={help}
          options={Object.fromEntries(found.slice(0, shown).map(({ id, name }) => [`o${id}`, name]))}
          value={`o${value}`}
          onChange={(option) => onChange(option.slice(1))}
        />
      )}
      {data && found.length === 0 && <p class="quiet">{i18n.t('psa.noOrganisationCalled')}</p>}
      {(data?.more || found.length > shown) && <p class="quiet">{i18n.t('psa.thereMoreSearchForPart')}</p>}
    </>
  )
}
