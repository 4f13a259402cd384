import type { Person } from '../person.ts'
import type { LeaveOut } from './settings.ts'

/** Microsoft's userPurpose of a mailbox; none = no mailbox. Null = not known. */
export type MailboxKind = 'user' | 'linked' | 'shared' | 'room' | 'equipment' | 'others' | 'none'

/** out: left out, with its signal as the reason · unsure: a person must say */
export type LeftOut = { kind: 'out' | 'unsure'; reason: string }

/** Whose mailbox may be nobody's: the mirror reads the kind of these alone (worker/store/mailbox-rows.ts). */
export function mayBeNobodys(person: Person): boolean {
  const { mail, userType, accountEnabled, skuIds, isResourceAccount } = person
  return (
    mail !== null && userType === 'Member' && (!accountEnabled || skuIds.length === 0 || isResourceAccount)
  )
}

/** Says whether an account is no person's; null = it is one. Prepared once for all persons of a mapping. */
export function createLeaveOut(
  leaveOut: LeaveOut,
  mailboxKind: (personId: string) => MailboxKind | null,
): (person: Person) => LeftOut | null {
  const patterns = leaveOut.namePatterns.map((pattern) => ({ pattern, test: wildcard(pattern) }))
  const kinds: Partial<Record<MailboxKind, string>> = {
    ...(leaveOut.sharedMailboxes ? { shared: 'Shared mailbox' } : {}),
    ...(leaveOut.roomMailboxes ? { room: 'Mailbox of a room' } : {}),
    ...(leaveOut.equipmentMailboxes ? { equipment: 'Mailbox of a device' } : {}),
  }
  const asksKind = Object.keys(kinds).length > 0
  return (person) => {
    if (leaveOut.resourceAccounts && person.isResourceAccount) {
      return { kind: 'out', reason: 'Resource account' }
    }
    const kind = mailboxKind(person.id)
    const words = kind && kinds[kind]
    if (words) return { kind: 'out', reason: words }
    for (const name of localParts(person)) {
      const found = patterns.find(({ test }) => test(name))
      if (found)
        return { kind: 'out', reason: `The name ${name} is like a service account (${found.pattern})` }
    }
    if (asksKind && kind === null && mayBeNobodys(person)) {
      return { kind: 'unsure', reason: 'It is not known whether this is a person’s mailbox or a shared one' }
    }
    return null
  }
}

function localParts({ userPrincipalName, mail }: Person): string[] {
  const parts = [userPrincipalName, mail].flatMap((address) => address?.split('@', 1)[0] || [])
  return [...new Set(parts.map((part) => part.toLowerCase()))]
}

/** `*` stands for any characters; compared without case and without a regular expression made of foreign text. */
function wildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const last = rest.pop()
  return (text) => {
    if (last === undefined) return text === first
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
      return false
    let at = first.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= text.length - last.length
  }
}
