import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import { type BatchAnswer, mostInBatch, readBatch } from '../../graph/batch.ts'
import {
  type MailboxFacts,
  type MailboxKind,
  mailboxesToRead,
  mailboxKinds,
  writeMailboxes,
} from '../../store/mailbox-rows.ts'
import { defineWhole } from '../resource.ts'

/** A budget of its own: what remains is read in the next hours. */
const mostAtOnce = 5 * mostInBatch

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings#userpurpose-values */
const Purpose = v.object({ value: v.nullish(v.string()) })

/** Whose mailbox is a shared one, a room's or a device's: asked of those alone who have no licence or are disabled. */
export const mailboxKind = defineWhole<MailboxFacts>({
  name: 'mailbox-kind',
  title: 'Kinds of mailboxes',
  permissions: ['MailboxSettings.Read'],
  capability: 'mailboxKinds',
  every: 'day',
  async read(graph, { deps, tenantId, now }) {
    const ids = await mailboxesToRead(deps, tenantId, mostAtOnce)
    const answers = await readBatch(
      deps,
      graph,
      ids.map((id) => `/users/${id}/mailboxSettings/userPurpose`),
    )
    const refused = answers.filter((answer) => !answer.ok && answer.error.code === 'graph.denied')
    // Some mailboxes can be kept from an application; when all are, it lacks the permission.
    if (refused[0] && !refused[0].ok && refused.length === answers.length) throw refused[0].error
    return answers.flatMap((answer, index) => {
      const personId = ids[index]
      return personId === undefined ? [] : [{ personId, kind: kindOf(answer), readAt: now }]
    })
  },
  hasMore: (rows) => rows.length === mostAtOnce,
  changedIn: (rows) => rows.length,
  write: writeMailboxes,
})

function kindOf(answer: BatchAnswer): MailboxKind {
  if (answer.ok) {
    const purpose = v.safeParse(Purpose, answer.body)
    if (!purpose.success) throw new AppError('graph.malformed', { detail: '(userPurpose)' })
    return mailboxKinds.find((kind) => kind === purpose.output.value) ?? 'others'
  }
  // No mailbox here, or one that still stands on the company's own server.
  if (['graph.noMailbox', 'graph.notFound'].includes(answer.error.code)) return 'none'
  if (answer.error.code === 'graph.denied') return 'unknown'
  throw answer.error
}
