import { i18n } from '#i18n'

const digits = [
  i18n.t('panel.act.zero'),
  i18n.t('panel.act.one'),
  i18n.t('panel.act.two'),
  i18n.t('panel.act.three'),
  i18n.t('panel.act.four'),
  i18n.t('panel.act.five'),
  i18n.t('panel.act.six'),
  i18n.t('panel.act.seven'),
  i18n.t('panel.act.eight'),
  i18n.t('panel.act.nine'),
]
const symbols: Record<string, string> = {
  '-': i18n.t('panel.act.dash'),
  _: i18n.t('panel.act.underscore'),
  '.': i18n.t('panel.act.dot'),
  '!': i18n.t('panel.act.exclamationMark'),
  '?': i18n.t('panel.act.questionMark'),
  '#': i18n.t('panel.act.hash'),
  $: i18n.t('panel.act.dollar'),
  '%': i18n.t('panel.act.percent'),
  '&': i18n.t('panel.act.ampersand'),
  '*': i18n.t('panel.act.star'),
  '+': i18n.t('panel.act.plus'),
  '=': i18n.t('panel.act.equals'),
  '@': i18n.t('panel.act.at'),
  ' ': i18n.t('panel.act.blank'),
}

/** How to read a password out: words as words, capitals and digits named. */
export function spoken(value: string): string {
  const parts = value.split('-')
  const areWords = parts.length > 1 && parts.every((part) => /^(?:[A-Za-z][a-z]+|\d+)$/.test(part))
  if (areWords) return i18n.t('panel.act.dashesBetween', { parts: parts.map(spokenPart).join(', ') })
  return [...value].map(spokenCharacter).join(', ')
}

function spokenPart(part: string): string {
  if (/^\d+$/.test(part)) return [...part].map((digit) => digits[Number(digit)]).join(' ')
  return /^[A-Z]/.test(part) ? i18n.t('panel.act.capital', { letters: part }) : part
}

function spokenCharacter(character: string): string {
  if (/\d/.test(character)) return digits[Number(character)] ?? character
  if (/[A-Z]/.test(character)) return i18n.t('panel.act.capital', { letters: character })
  return symbols[character] ?? character
}
