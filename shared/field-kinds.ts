import type { Person } from './person.ts'

/**
 * A field is a control and its schema, declared together: the extension draws it, the worker checks it.
 * `Values<F>` is what a form of such fields yields.
 */
interface Base {
  label: string
  help?: string
  /** Drawn only while the choice `field` has one of these values; what is hidden is sent as it started. */
  when?: { field: string; is: string | readonly string[] }
  /** Asked of these persons alone; absent = of everybody. */
  isFor?: (person: Person) => boolean
}
export interface TextField extends Base {
  kind: 'text'
  required: boolean
  placeholder?: string
  maxLength: number
  /** Room for several lines. */
  multiline?: boolean
}
export interface SecretField extends Base {
  kind: 'secret'
  required: boolean
  maxLength: number
  /** Kept exactly as typed, blanks at the ends included. */
  verbatim?: boolean
}
export interface ToggleField extends Base {
  kind: 'toggle'
  initial: boolean
}
export interface ChoiceField<Option extends string = string> extends Base {
  kind: 'choice'
  options: Record<Option, string>
  initial: Option
}
/** A text that a person has already: null = left as it is, an empty one clears it. */
export interface ChangeField extends Base {
  kind: 'change'
  maxLength: number
  of: (person: Person) => string | null
}
/** A moment: ISO 8601 in UTC, empty where none is set. */
export interface MomentField extends Base {
  kind: 'moment'
}
/** Where the choices of a pick come from: read anew when a form asks (`actions.options`) and again before the action. */
export type OptionSource =
  | 'assignableLicences'
  | 'removableLicences'
  | 'mfaMethods'
  | 'joinableGroups'
  | 'groupsOfPerson'
  | 'persons'
  | 'inboxRules'
  | 'countries'
  | 'domains'
export interface PickField extends Base {
  kind: 'pick'
  from: OptionSource
  required: boolean
  /** There may be many: the form offers a search. */
  search?: boolean
}
/** What was picked. Requests carry the id alone; the name comes from Microsoft: foreign text. */
export interface Picked {
  id: string
  name: string
}
export type Field =
  | TextField
  | SecretField
  | ToggleField
  | ChoiceField
  | ChangeField
  | MomentField
  | PickField
export type Fields = Record<string, Field>

type ValueOf<F extends Field> = F extends ToggleField
  ? boolean
  : F extends ChoiceField<infer Option>
    ? Option
    : F extends ChangeField
      ? string | null
      : F extends PickField
        ? Picked | null
        : string
export type Values<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> }

export function text(label: string, options: Partial<Omit<TextField, 'kind' | 'label'>> = {}): TextField {
  return { kind: 'text', label, required: false, maxLength: 256, ...options }
}
export function secret(
  label: string,
  options: Partial<Omit<SecretField, 'kind' | 'label'>> = {},
): SecretField {
  return { kind: 'secret', label, required: true, maxLength: 1024, ...options }
}
export function toggle(
  label: string,
  options: Partial<Omit<ToggleField, 'kind' | 'label'>> = {},
): ToggleField {
  return { kind: 'toggle', label, initial: false, ...options }
}
export function choice<const Option extends string>(
  label: string,
  options: Record<Option, string>,
  initial: NoInfer<Option>,
  more: Base | Record<string, never> = {},
): ChoiceField<Option> {
  return { ...more, kind: 'choice', label, options, initial }
}

export function change(
  label: string,
  of: ChangeField['of'],
  options: Partial<Omit<ChangeField, 'kind' | 'label' | 'of'>> = {},
): ChangeField {
  return { kind: 'change', label, of, maxLength: 128, ...options }
}
export function moment(
  label: string,
  options: Partial<Omit<MomentField, 'kind' | 'label'>> = {},
): MomentField {
  return { kind: 'moment', label, ...options }
}
export function pick(
  label: string,
  options: Pick<PickField, 'from'> & Partial<Omit<PickField, 'kind' | 'label'>>,
): PickField {
  return { kind: 'pick', label, required: true, ...options }
}
