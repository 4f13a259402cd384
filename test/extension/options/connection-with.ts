import type { Connection, Output } from '#shared/contract.ts'

/** An account of Syncro in which everything works; tests change what they are about. */
export function connectionWith(changes: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    psa: 'syncro',
    account: 'lamplight',
    hosts: ['lamplight.syncromsp.com', 'lamplight.shield.syncromsp.com'],
    keyHint: '4f2a',
    connectedAs: 'Ruben Deskwright (ruben@lamplight.example)',
    checkedAt: new Date(Date.now() - 12 * 60_000).toISOString(),
    problem: null,
    sealedBy: 'current',
    disconnected: false,
    fields: [
      { id: 'name', label: 'Name', offAtFirst: false },
      { id: 'title', label: 'Job title', offAtFirst: false },
    ],
    can: {
      contacts: true,
      create: true,
      update: true,
      deactivate: true,
      move: false,
      note: true,
      createOrganisation: false,
    },
    cannot: ['It keeps no departments.'],
    trials: [],
    ...changes,
  }
}

export const untried = connectionWith({
  trials: [
    { kind: 'contact', why: 'Nobody has confirmed how contacts are written.', triedAt: null },
    { kind: 'note', why: 'Nobody has confirmed that notes are private.', triedAt: null },
  ],
})

export function trialWith(changes: Partial<Output<'psas.trial'>> = {}): Output<'psas.trial'> {
  return {
    succeeded: true,
    steps: [{ title: 'Create a contact', state: 'done', text: 'id 7' }],
    next: 'The contact is left there, inactive.',
    connection: untried,
    ...changes,
  }
}
