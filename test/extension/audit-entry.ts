import type { Output } from '#shared/contract.ts'

type AuditEntry = Output<'audit.list'>['entries'][number]

/** A password that Ruben reset. */
export function auditEntry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ id: '2', actionId: 'a1', at: '2026-03-01T10:00:00Z', actorName: 'Ruben Deskwright', actorId: 'r1' },
    ...{ tenantId: '11111111-1111-4111-8111-111111111111', personId: '22222222-2222-4222-8222-222222222222' },
    ...{ action: 'reset-password', outcome: 'done', ticket: null, verified: null, reason: null },
    text: 'Reset the password of mara.ellingsworth@contoso.example.',
    ...more,
  }
}
