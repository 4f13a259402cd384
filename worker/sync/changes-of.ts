import { type Person, personFields } from '#shared/person.ts'
import { timeOrderedId } from '../store/audit.ts'
import type { FieldChange, PersonChange } from '../store/person-change-rows.ts'
import type { PersonChanges } from '../store/person-rows.ts'

/** Foreign text has no end of its own. */
const longestText = 500

/** What a page changes, in words that can be shown later: one record a person. */
export function changesOf({ before, write, remove }: PersonChanges, now: number): PersonChange[] {
  const written = write.flatMap(({ person }) => recordOf(before.get(person.id)?.person ?? null, person, now))
  const removed = remove.flatMap((id) => {
    const old = before.get(id)?.person
    // Whoever was deleted already has gone for people; that Microsoft forgets them now is no news.
    return old && old.deletedAt === null ? [record('removed', old, [], now)] : []
  })
  return [...written, ...removed]
}

function recordOf(old: Person | null, person: Person, now: number): PersonChange[] {
  if (old === null) return person.deletedAt === null ? [record('added', person, [], now)] : []
  const fields = fieldChanges(old, person)
  if (old.deletedAt === null && person.deletedAt !== null) return [record('removed', person, fields, now)]
  if (old.deletedAt !== null && person.deletedAt === null) return [record('restored', person, fields, now)]
  return fields.length > 0 ? [record('changed', person, fields, now)] : []
}

/** A field that the old row lacks was not read then: that it is there now is no change of the person. */
function fieldChanges(old: Person, person: Person): FieldChange[] {
  return personFields.flatMap((field) => {
    if (old[field] === undefined) return []
    const change = { field, old: textOf(old[field]), new: textOf(person[field]) }
    return change.old === change.new ? [] : [change]
  })
}

function textOf(value: Person[(typeof personFields)[number]]): string | null {
  if (value === null) return null
  const text = Array.isArray(value) ? value.map(partOf).join(', ') : String(value)
  return text === '' ? null : [...text].slice(0, longestText).join('')
}

function partOf(part: string | Person['licences'][number]): string {
  if (typeof part === 'string') return part
  const { skuId, byGroupId, state, error } = part
  const by = byGroupId === null ? null : `by group ${byGroupId}`
  return [skuId, by, state === 'Active' ? null : state, error].filter((text) => text !== null).join(' ')
}

function record(
  kind: PersonChange['kind'],
  { id: personId, displayName }: Person,
  fields: FieldChange[],
  now: number,
): PersonChange {
  return { id: timeOrderedId(now), at: now, personId, displayName, kind, fields }
}
