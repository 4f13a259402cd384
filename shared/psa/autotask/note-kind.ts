import type * as v from 'valibot'
import { AppError } from '../../errors.ts'
import type { Choice, FieldInformation } from './answers.ts'

/** Written by workflow rules (autotask.net/help/DeveloperHelp/Content/APIs/REST/Entities/TicketNotesEntity.htm). */
const systemWorkflowNote = '13'

/**
 * Who sees a note and what kind it is are lists of each account, whose numbers nobody documents: the one to take is
 * found by what it is called. One that customers' own technicians see too ("Internal & Co-Managed") will not do.
 */
export function noteKind({ fields }: v.InferOutput<typeof FieldInformation>): {
  publish: number
  noteType: number
} {
  const choices = (field: string): Choice[] =>
    fields.find(({ name }) => name === field)?.picklistValues?.filter(({ isActive }) => isActive) ?? []
  const publish = choices('publish').find(({ label }) => isInternal(label ?? ''))
  const kinds = choices('noteType').filter(({ value }) => value !== systemWorkflowNote)
  const noteType = kinds.find(({ isDefaultValue }) => isDefaultValue) ?? kinds[0]
  if (publish && noteType) return { publish: Number(publish.value), noteType: Number(noteType.value) }
  throw new AppError('psa.unsupported', {
    detail: 'Its ticket notes have no setting that is called internal.',
  })
}

function isInternal(label: string): boolean {
  return /^internal\b/i.test(label) && !/&|\band\b|\bco-?managed\b/i.test(label)
}
