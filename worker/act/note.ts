import type { PsaApi } from '#shared/psa/api.ts'
import { logFailure } from '../log.ts'
import type { KeptAnswer } from '../store/action-keys.ts'

interface NoteParts {
  /** The action's title */
  title: string
  personName: string
  userPrincipalName: string
  actorName: string
  answer: KeptAnswer
}

const outcomes: Record<KeptAnswer['outcome'], string> = {
  done: 'done',
  refused: 'refused by Microsoft',
  failed: 'failed',
  unknown: 'outcome unknown',
}

/** What happened, in plain text, for the people who read the ticket later. */
export function noteText({ title, personName, userPrincipalName, actorName, answer }: NoteParts) {
  const steps = answer.steps.map(
    (step) => `- ${oneLine(step.title)}: ${step.state}${step.text ? ` (${oneLine(step.text)})` : ''}`,
  )
  const lines = [
    oneLine(answer.text),
    ...steps,
    ...(answer.next ? [`Next: ${oneLine(answer.next)}`] : []),
    '',
    `Person: ${oneLine(personName)} (${oneLine(userPrincipalName)})`,
    `By: ${oneLine(actorName)}, with Sidelight`,
    `Record: ${answer.auditId}`,
  ]
  return { subject: `Microsoft 365: ${title}, ${outcomes[answer.outcome]}`, body: lines.join('\n') }
}

/** Names come from outside: one that holds line breaks must not forge a line of the note, nor turn it round. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim()
}

/** Writes the private note. That it fails undoes nothing. */
export async function writeNote(
  api: PsaApi,
  ticketId: string,
  { subject, body }: { subject: string; body: string },
): Promise<'none' | 'written' | 'failed'> {
  if (!api.note) return 'none'
  try {
    await api.note(ticketId, subject, body)
    return 'written'
  } catch (error) {
    logFailure({ at: 'action' }, error)
    return 'failed'
  }
}
