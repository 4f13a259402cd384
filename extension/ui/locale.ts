import { i18n } from '#i18n'

/**
 * The locale of dates, numbers and lists: the browser's where it speaks the language of the messages, else that
 * language, so that no sentence is half in one and half in another.
 */
export function locale(): string {
  const language = i18n.t('language')
  return navigator.language.split('-')[0] === language ? navigator.language : language
}

/** "this, that, or another" */
export const eitherOf = (words: readonly string[]) =>
  new Intl.ListFormat(locale(), { type: 'disjunction' }).format(words)
