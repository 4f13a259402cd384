import { Icon, type Tone } from './icon.tsx'

interface AvatarProps {
  name: string
  /** Persons are circles, organisations and tenants squares. */
  shape?: 'person' | 'organisation'
  size?: 24 | 28 | 32 | 36 | 48
  /** The worst state, as a badge. The state's word stands beside the avatar. */
  badge?: { icon: string; tone: Tone }
}
const hues = 6

/** Initials of a name: first and last word, or the first two characters of a single one. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const [first = '', last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  const letters = last ? [firstLetter(first), firstLetter(last)] : [...first].slice(0, 2)
  return letters.join('').toLocaleUpperCase()
}
const firstLetter = (word: string) => [...word].find((character) => /[\p{L}\p{N}]/u.test(character)) ?? ''

/** The same name gets the same hue everywhere. */
function hueOf(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % hues
}

export function Avatar({ name, shape = 'person', size = 36, badge }: AvatarProps) {
  const look = shape === 'person' ? `avatar-person hue-${hueOf(name)}` : 'avatar-organisation'
  return (
    <span class={`avatar avatar-${size} ${look}`} aria-hidden="true">
      {initials(name) || '?'}
      {badge && (
        <span class={`avatar-badge tone-${badge.tone}`}>
          <Icon of={badge.icon} size={14} />
        </span>
      )}
    </span>
  )
}
