import { i18n } from '#i18n'
import { actionOf } from '#shared/actions/index.ts'
import type { Output } from '#shared/contract.ts'
import { titleSaid } from '../action-said.ts'
import type { Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'

export type AuditEntry = Output<'audit.list'>['entries'][number]

export const outcomeLooks: Record<AuditEntry['outcome'], { icon: string; tone: Tone; word: string }> = {
  started: { icon: icons.clock, tone: 'neutral', word: i18n.t('audit.started') },
  done: { icon: icons.done, tone: 'success', word: i18n.t('audit.done') },
  refused: { icon: icons.blocked, tone: 'warning', word: i18n.t('audit.refused') },
  failed: { icon: icons.danger, tone: 'danger', word: i18n.t('audit.failed') },
  unknown: { icon: icons.question, tone: 'warning', word: i18n.t('audit.unknown') },
}

/** What was done is known by its id: newer servers have others. */
export function actionWords(id: string): string {
  const action = actionOf(id)
  if (action) return titleSaid(action)
  return id === 'one-time-link' ? i18n.t('audit.oneTimeLink') : id
}

const verified: Record<string, string> = {
  callBack: i18n.t('audit.callBack'),
  manager: i18n.t('audit.manager'),
  inPerson: i18n.t('audit.inPerson'),
  other: i18n.t('audit.other'),
}
/** How the caller was verified, or null. */
export function verifiedSaid({ verified: said }: AuditEntry): string | null {
  if (!said) return null
  return [verified[said.how] ?? said.how, said.detail].filter(Boolean).join(', ')
}

/** The last word of each action: an intent whose outcome is known is not shown beside it. */
export function lastWords(entries: readonly AuditEntry[]): AuditEntry[] {
  const ended = new Set(
    entries
      .filter(({ outcome }) => outcome !== 'started')
      .map(({ actionId, action }) => `${actionId} ${action}`),
  )
  return entries.filter(
    ({ outcome, actionId, action }) => outcome !== 'started' || !ended.has(`${actionId} ${action}`),
  )
}
