import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import { contactFieldSaid } from '../fields-said.ts'

/** What Sidelight does in this account and what it cannot, folded away. A server of before does not say. */
export function WhatWorks({ connection }: { connection: Connection }) {
  const { can, cannot, fields, trials, disconnected } = connection
  if (!can || disconnected) return null
  const waiting = trials.filter(({ triedAt }) => triedAt === null)
  return (
    <details class="what-works">
      <summary>{i18n.t('psa.whatWorksHere')}</summary>
      <ul>
        {doings(can).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {can.contacts && fields.length > 0 && (
          <li>{i18n.t('psa.fieldsContacts', { fields: fields.map(contactFieldSaid).join(', ') })}</li>
        )}
        {waiting.map(({ kind, why }) => (
          <li key={kind}>
            {kind === 'contact'
              ? i18n.t('psa.writingContactsOffUntilIt', { why })
              : i18n.t('psa.writingNotesOffUntilIt', { why })}
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
    can.create && i18n.t('psa.contactsCreated'),
    can.update && i18n.t('psa.contactsKeptUpToDate'),
    can.deactivate && i18n.t('psa.contactsMadeInactive'),
    can.move && i18n.t('psa.contactsMovedToAnotherOrganisation'),
  ].filter((sentence) => sentence !== false)
  return [
    i18n.t('psa.ticketsShowWhomTheyAbout'),
    ...(can.contacts ? [i18n.t('psa.contactsRead')] : []),
    ...contacts,
    ...(can.note ? [i18n.t('psa.actionsLeavePrivateNoteOn')] : []),
    ...(can.createOrganisation ? [i18n.t('psa.missingOrganisationsCanBeCreated')] : []),
  ]
}
