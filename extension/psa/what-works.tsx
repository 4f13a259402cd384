import type { Connection } from '#shared/contract.ts'

/** What Sidelight does in this account and what it cannot, folded away. A server of before does not say. */
export function WhatWorks({ connection }: { connection: Connection }) {
  const { can, cannot, fields, trials, disconnected } = connection
  if (!can || disconnected) return null
  const waiting = trials.filter(({ triedAt }) => triedAt === null)
  return (
    <details class="what-works">
      <summary>What works here</summary>
      <ul>
        {doings(can).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {can.contacts && fields.length > 0 && (
          <li>Fields of contacts: {fields.map(({ label }) => label).join(', ')}.</li>
        )}
        {waiting.map(({ kind, why }) => (
          <li key={kind}>
            {kind === 'contact' ? 'Writing contacts' : 'Writing notes'} is off until it was tried: {why}
          </li>
        ))}
        {cannot.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

function doings(can: NonNullable<Connection['can']>): string[] {
  const contacts = [
    can.create && 'created',
    can.update && 'kept up to date',
    can.deactivate && 'made inactive',
    can.move && 'moved to another organisation',
  ].filter((word) => word !== false)
  return [
    'Tickets show whom they are about.',
    ...(can.contacts ? ['Contacts are read.'] : []),
    ...(contacts.length > 0 ? [`Contacts are ${contacts.join(', ')}.`] : []),
    ...(can.note ? ['Actions leave a private note on the ticket.'] : []),
    ...(can.createOrganisation ? ['Missing organisations can be created.'] : []),
  ]
}
