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
const matches = { choice: 'Chosen by hand', email: 'Matched by e-mail', link: 'Linked contact' }

/** How to reach them, to copy. Blanks are left out but for the e-mail, whose absence says something. */
export function ContactFacts({ view: { person }, by }: FactsProps & Pick<Reading, 'by'>) {
  const address = addressOf(person)
  return (
    <Section title="Contact" aside={by && matches[by]}>
      <KeyValues>
        <KeyValue label="E-mail" value={person.mail} copy blank="None" />
        {otherAddresses(person).map((other) => (
          <KeyValue key={other} label="Alias" value={other} copy />
        ))}
        {person.businessPhone && <KeyValue label="Phone" value={person.businessPhone} copy />}
        {person.mobilePhone && <KeyValue label="Mobile" value={person.mobilePhone} copy />}
        {person.officeLocation && <KeyValue label="Office" value={person.officeLocation} copy />}
        {address && <KeyValue label="Address" value={address} copy />}
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
    <Section title="Account">
      <div class="meaning">
        {meaningOf(view).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <KeyValues>
        <KeyValue label="Sign-in name" value={person.userPrincipalName} copy />
        <KeyValue label="Tenant" value={tenantName} />
        <KeyValue label="Licences" value={heldNames(view)} blank="None" />
        {person.department && <KeyValue label="Department" value={person.department} />}
        {person.companyName && <KeyValue label="Company" value={person.companyName} />}
        <KeyValue
          label="Kept in"
          value={person.onPremisesSyncEnabled ? 'On-premises AD' : 'Microsoft Entra'}
        />
        {person.createdAt && <KeyValue label="Created" value={dateOf(person.createdAt)} />}
        {person.deletedAt && <KeyValue label="Deleted" value={dateOf(person.deletedAt)} />}
        <KeyValue label="Object id" value={person.id} copy />
        <KeyValue label="Tenant id" value={person.tenantId} copy />
      </KeyValues>
    </Section>
  )
}
