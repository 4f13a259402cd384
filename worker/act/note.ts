import type { Step } from '#shared/actions/define.ts'
import type { KeptAnswer } from '../store/action-keys.ts'
import type { AuditRow } from '../store/audit.ts'

interface NoteParts {
  /** The action's title */
  title: string
  personName: string
  userPrincipalName: string
  actorName: string
  verifiedHow?: AuditRow['verifiedHow']
  verifiedDetail?: string | null
  reason?: string | null
  answer: Pick<KeptAnswer, 'outcome' | 'text' | 'next' | 'auditId'> & { steps: readonly Step[] }
}

const outcomes: Record<KeptAnswer['outcome'], string> = {
  done: 'done',
  refused: 'refused by Microsoft',
  failed: 'failed',
  unknown: 'outcome unknown',
}

const verifications: Record<NonNullable<AuditRow['verifiedHow']>, string> = {
  callBack: 'called back on the number on record',
  manager: 'confirmed by the manager',
  inPerson: 'in person',
  other: 'in another way',
}

/** What happened, in plain text, for the people who read the ticket later. */
export function noteText(parts: NoteParts) {
  const { title, personName, userPrincipalName, actorName, answer } = parts
  const lines = [
    oneLine(answer.text),
    ...answer.steps.map(stepLine),
    ...(answer.next ? [`Next: ${oneLine(answer.next)}`] : []),
    '',
    `Person: ${oneLine(personName)} (${oneLine(userPrincipalName)})`,
    `By: ${oneLine(actorName)}, with Sidelight`,
    ...verifiedLine(parts),
    ...(parts.reason ? [`Reason: ${oneLine(parts.reason)}`] : []),
    recordLine(answer.auditId),
  ]
  return { subject: `Microsoft 365: ${title}, ${outcomes[answer.outcome]}`, body: lines.join('\n') }
}

/** No other note has this line: it is what one is found by. */
export function recordLine(actionId: string): string {
  return `Record: ${actionId}`
}

function stepLine({ title, state, text, manual }: Step): string {
  if (manual) {
    const link = manual.link ? `: ${oneLine(manual.link)}` : ''
    return `- To do by hand: ${oneLine(title)}. ${oneLine(manual.text)}${link}`
  }
  return `- ${oneLine(title)}: ${state}${text ? ` (${oneLine(text)})` : ''}`
}

function verifiedLine({ verifiedHow, verifiedDetail }: NoteParts): string[] {
  if (!verifiedHow) return []
  const detail = verifiedDetail ? ` (${oneLine(verifiedDetail)})` : ''
  return [`Caller verified: ${verifications[verifiedHow]}${detail}`]
}

/** Names come from outside: one that holds line breaks must not forge a line of the note, nor turn it round. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim()
}
