import { i18n } from '#i18n'
import type { PersonView } from '#shared/contract.ts'
import { addressesOf, type Person } from '#shared/person.ts'
import { joinForeign } from '../../ui/join-foreign.ts'
import { KeyValue, KeyValues } from '../../ui/key-value.tsx'
import { Section } from '../../ui/page.tsx'
import { dateOf } from '../../ui/time.ts'
import type { Reading } from '../reading.ts'
import { meaningOf } from './meaning.ts'

interface FactsProps {
  view: PersonView
}
const matches = {
  choice: i18n.t('panel.person.chosenByHand'),
  email: i18n.t('panel.person.matchedByEMail'),
  link: i18n.t('panel.person.linkedContact'),
}

/** How to reach them, to copy. Blanks are left out but for the e-mail, whose absence says something. */
export function ContactFacts({ view: { person }, by }: FactsProps & Pick<Reading, 'by'>) {
  const address = addressOf(person)
  return (
    <Section title={i18n.t('panel.person.contact')} aside={by && matches[by]}>
      <KeyValues>
        <KeyValue
          label={i18n.t('panel.person.eMail')}
          value={person.mail}
          copy
          blank={i18n.t('panel.person.none')}
        />
        {otherAddresses(person).map((other) => (
          <KeyValue key={other} label={i18n.t('panel.person.alias')} value={other} copy />
        ))}
        {person.businessPhone && (
          <KeyValue label={i18n.t('panel.person.phone')} value={person.businessPhone} copy />
        )}
        {person.mobilePhone && (
          <KeyValue label={i18n.t('panel.person.mobile')} value={person.mobilePhone} copy />
        )}
        {person.officeLocation && (
          <KeyValue label={i18n.t('panel.person.office')} value={person.officeLocation} copy />
        )}
        {address && <KeyValue label={i18n.t('panel.person.address')} value={address} copy />}
      </KeyValues>
    </Section>
  )
}

/** Aliases, without the address and the sign-in name that stand elsewhere. */
function otherAddresses(person: Person): string[] {
  const shown = [person.mail, person.userPrincipalName].map((address) => address?.toLowerCase())
  return addressesOf(person)
    .filter((address) => !shown.includes(address))
    .slice(0, 5)
}

function addressOf({ streetAddress, postalCode, city, state, country }: Person): string | null {
  return joinForeign([streetAddress, postalCode, city, state, country], ', ') || null
}

/** What could not be given is no licence; it is said as a problem. */
function heldNames({ person, licences }: PersonView): string {
  const held = licences.filter(({ skuId }) => person.skuIds.includes(skuId))
  return joinForeign(
    held.map(({ name }) => name),
    ', ',
  )
}

/** What state the account is in, what that means, and where it is kept. */
export function AccountFacts({ view }: FactsProps) {
  const { person, tenantName } = view
  return (
    <Section title={i18n.t('panel.person.account')}>
      <div class="meaning">
        {meaningOf(view).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <KeyValues>
        <KeyValue label={i18n.t('panel.person.signInName')} value={person.userPrincipalName} copy />
        <KeyValue label={i18n.t('panel.person.tenant')} value={tenantName} />
        <KeyValue
          label={i18n.t('panel.person.licences')}
          value={heldNames(view)}
          blank={i18n.t('panel.person.none')}
        />
        {person.department && (
          <KeyValue label={i18n.t('panel.person.department')} value={person.department} />
        )}
        {person.companyName && <KeyValue label={i18n.t('panel.person.company')} value={person.companyName} />}
        <KeyValue
          label={i18n.t('panel.person.keptIn')}
          value={
            person.onPremisesSyncEnabled
              ? i18n.t('panel.person.onPremisesAd')
              : i18n.t('panel.person.microsoftEntra')
          }
        />
        {person.createdAt && (
          <KeyValue label={i18n.t('panel.person.created')} value={dateOf(person.createdAt)} />
        )}
        {person.deletedAt && (
          <KeyValue label={i18n.t('panel.person.deleted')} value={dateOf(person.deletedAt)} />
        )}
        <KeyValue label={i18n.t('panel.person.objectId')} value={person.id} copy />
        <KeyValue label={i18n.t('panel.person.tenantId')} value={person.tenantId} copy />
      </KeyValues>
    </Section>
  )
}
