import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { defaultLeaveOut } from '#shared/sync/settings.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { LinkButton } from '../../ui/link.tsx'
import { TextInput } from '../../ui/text-input.tsx'

interface PatternsProps {
  patterns: readonly string[]
  off: boolean
  onChange: (patterns: string[]) => void
}
const longest = 64
const most = 100
const plain = (pattern: string) => pattern.trim().toLowerCase()

/** Names of accounts that are nobody's, each a chip; one is added by typing it. */
export function Patterns({ patterns, off, onChange }: PatternsProps) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const add = (event: Event) => {
    event.preventDefault()
    const problem = whyNot(typed, patterns)
    setWrong(problem)
    if (problem) return
    onChange([...patterns, typed.trim()])
    setTyped('')
  }
  const isDefault = patterns.join(' ') === defaultLeaveOut.namePatterns.join(' ')
  return (
    <fieldset class="patterns" aria-label={i18n.t('console.settings.namesAccountsNobodys')}>
      <p>{i18n.t('console.settings.names')}</p>
      <p class="quiet">{i18n.t('console.settings.comparedWithWhatStandsBefore')}</p>
      <div class="chips">
        {patterns.map((pattern) => (
          <Chip
            key={pattern}
            name={pattern}
            off={off}
            onRemove={() => onChange(patterns.filter((other) => other !== pattern))}
          />
        ))}
        {patterns.length === 0 && <span class="chip-any">{i18n.t('console.settings.none')}</span>}
      </div>
      {!off && (
        <form class="pattern-add" onSubmit={add} noValidate>
          <TextInput
            label={i18n.t('console.settings.anotherName')}
            labelHidden
            placeholder={i18n.t('console.settings.eGKiosk')}
            value={typed}
            maxLength={longest}
            error={wrong}
            onInput={(value) => {
              setWrong(null)
              setTyped(value)
            }}
          />
          <Button type="submit">{i18n.t('console.settings.add')}</Button>
        </form>
      )}
      {!off && !isDefault && (
        <LinkButton onClick={() => onChange([...defaultLeaveOut.namePatterns])}>
          {i18n.t('console.settings.putBackNamesItBegan')}
        </LinkButton>
      )}
    </fieldset>
  )
}

function whyNot(typed: string, patterns: readonly string[]): string | null {
  const wanted = plain(typed)
  if (wanted === '') return i18n.t('console.settings.typeNameFirst')
  if (wanted.includes('@')) return i18n.t('console.settings.leaveOutAndWhatFollows')
  if (/^\*+$/.test(wanted)) return i18n.t('console.settings.wouldLeaveOutEverybody')
  if (patterns.some((pattern) => plain(pattern) === wanted))
    return i18n.t('console.settings.itStandsThereAlready')
  return patterns.length >= most ? i18n.t('console.settings.thereMayBeAtMost', { most }) : null
}
