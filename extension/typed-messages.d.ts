import type { GeneratedI18nStructure } from './.wxt/i18n/structure.d.ts'

type Substitution = string | number
type Named<Names extends readonly string[]> = { [Name in Names[number]]: Substitution }
type Rest<Message> = Message extends {
  plural: true
  namedSubstitutions: infer Names extends readonly string[]
}
  ? [n: number, substitutions: Named<Names>]
  : Message extends { plural: true }
    ? [n: number]
    : Message extends { namedSubstitutions: infer Names extends readonly string[] }
      ? [substitutions: Named<Names>]
      : []

/**
 * What `#i18n` is to the compiler: the type follows from the one message that is asked for. The library's own types go
 * through all messages at every call, which took a minute and a quarter for this extension.
 */
export declare const i18n: {
  t<Key extends keyof GeneratedI18nStructure>(key: Key, ...rest: Rest<GeneratedI18nStructure[Key]>): string
}
