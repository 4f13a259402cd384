const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const symbols: Record<string, string> = {
  '-': 'dash',
  _: 'underscore',
  '.': 'dot',
  '!': 'exclamation mark',
  '?': 'question mark',
  '#': 'hash',
  $: 'dollar',
  '%': 'percent',
  '&': 'ampersand',
  '*': 'star',
  '+': 'plus',
  '=': 'equals',
  '@': 'at',
  ' ': 'blank',
}

/** How to read a password out: words as words, capitals and digits named. */
export function spoken(value: string): string {
  const parts = value.split('-')
  const areWords = parts.length > 1 && parts.every((part) => /^(?:[A-Za-z][a-z]+|\d+)$/.test(part))
  if (areWords) return `${parts.map(spokenPart).join(', ')}. Dashes between.`
  return [...value].map(spokenCharacter).join(', ')
}

function spokenPart(part: string): string {
  if (/^\d+$/.test(part)) return [...part].map((digit) => digits[Number(digit)]).join(' ')
  return /^[A-Z]/.test(part) ? `capital ${part}` : part
}

function spokenCharacter(character: string): string {
  if (/\d/.test(character)) return digits[Number(character)] ?? character
  if (/[A-Z]/.test(character)) return `capital ${character}`
  return symbols[character] ?? character
}
