import { useState } from 'preact/hooks'
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
    <fieldset class="patterns" aria-label="Names of accounts that are nobody’s">
      <p>Names</p>
      <p class="quiet">
        Compared with what stands before the @. A star stands for any characters. Without any, nobody is left
        out by name.
      </p>
      <div class="chips">
        {patterns.map((pattern) => (
          <Chip
            key={pattern}
            name={pattern}
            off={off}
            onRemove={() => onChange(patterns.filter((other) => other !== pattern))}
          />
        ))}
        {patterns.length === 0 && <span class="chip-any">None</span>}
      </div>
      {!off && (
        <form class="pattern-add" onSubmit={add} noValidate>
          <TextInput
            label="Another name"
            labelHidden
            placeholder="e.g. kiosk-*"
            value={typed}
            maxLength={longest}
            error={wrong}
            onInput={(value) => {
              setWrong(null)
              setTyped(value)
            }}
          />
          <Button type="submit">Add</Button>
        </form>
      )}
      {!off && !isDefault && (
        <LinkButton onClick={() => onChange([...defaultLeaveOut.namePatterns])}>
          Put back the names it began with
        </LinkButton>
      )}
    </fieldset>
  )
}

function whyNot(typed: string, patterns: readonly string[]): string | null {
  const wanted = plain(typed)
  if (wanted === '') return 'Type a name first.'
  if (wanted.includes('@')) return 'Leave out the @ and what follows.'
  if (/^\*+$/.test(wanted)) return 'That would leave out everybody.'
  if (patterns.some((pattern) => plain(pattern) === wanted)) return 'It stands there already.'
  return patterns.length >= most ? `There may be at most ${most}.` : null
}
